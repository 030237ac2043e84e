// The channel list, the people to act as, and the message menu beside simcord's page.
// A tab's place is its fragment: #SECRET/CHANNEL/PERSON. simcord's page reloads itself when the fragment changes.

const POLL_MS = 2000;
const NOTICE_MS = 6000;
const capability = window.location.hash.slice(1);
const secret = capability.split("/")[0];

/** Make an element with a class and a text. */
function make(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

const nav = make("nav", "sandbox-nav");
nav.setAttribute("aria-label", "Server");
const notice = make("div", "sandbox-notice");
notice.setAttribute("role", "alert");
notice.hidden = true;
const appsButton = make("button", "sandbox-apps", "Apps");
appsButton.type = "button";
appsButton.hidden = true;
appsButton.setAttribute("aria-haspopup", "menu");
const menu = make("div", "sandbox-menu");
menu.setAttribute("role", "menu");
menu.hidden = true;
document.body.prepend(nav);
document.body.append(notice, appsButton, menu);

const inspector = make("button", "sandbox-inspector", "Inspector");
inspector.type = "button";
inspector.title = "What the page did last, and what went wrong";
inspector.addEventListener("click", () => document.getElementById("inspector-toggle").click());

let noticeTimer;
function tell(text) {
  notice.textContent = text;
  notice.hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { notice.hidden = true; }, NOTICE_MS);
}

async function ask(path, options = {}) {
  const headers = { "X-Simcord-Capability": capability, ...options.headers };
  const response = await fetch(path, { ...options, headers, cache: "no-store" });
  if (!response.ok && response.status !== 400) throw new Error(`status ${response.status}`);
  return response.json();
}

const contextHeader = () => ({ "X-Simcord-Context": window.simcordPreview?.contextId ?? "" });

// ---- simcord's status line is hidden; what went wrong is told

const UNANSWERED = "The application has not answered so far.";
const TOLD = {
  "Action was not completed.": "That could not be done.",
  "Action outcome uncertain. It will not be retried.": "The connection broke; look whether it was done before you repeat it.",
  "Preview session ended.": "This page has ended. Reload it.",
  "Preview session is unavailable. Reload the active Preview URL.": "This page has ended. Reload it.",
};
const status = document.getElementById("action-status");
new MutationObserver(() => {
  const text = TOLD[status.textContent];
  if (!text) return;
  const { dispatched, acknowledgement } = window.simcordPreview?.lastAction ?? {};
  tell(dispatched && acknowledgement === "unacknowledged" ? UNANSWERED : text);
}).observe(status, { childList: true, characterData: true, subtree: true });

// ---- channels and people

const seenKey = (world, channel) => `seen/${world.person}/${channel}`;

function isUnread(world, channel) {
  if (channel.newest === null) return false;
  if (channel.name === world.channel) {
    sessionStorage.setItem(seenKey(world, channel.name), channel.newest);
    return false;
  }
  return BigInt(channel.newest) > BigInt(sessionStorage.getItem(seenKey(world, channel.name)) ?? 0);
}

function link(channel, person, isCurrent) {
  const anchor = make("a", "sandbox-link");
  anchor.href = `#${secret}/${channel}/${person}`;
  if (isCurrent) anchor.setAttribute("aria-current", "true");
  return anchor;
}

function channelLink(world, channel) {
  const anchor = link(channel.name, world.person, channel.name === world.channel);
  const sign = make("span", "sandbox-sign", "#");
  sign.setAttribute("aria-hidden", "true");
  anchor.dataset.unread = String(isUnread(world, channel));
  anchor.append(sign, make("span", "", channel.name));
  return anchor;
}

function personLink(world, person) {
  const anchor = link(world.channel, person.name, person.name === world.person);
  const face = make("img", "sandbox-face");
  face.src = `/sandbox/face/${person.id}.png`;
  face.alt = "";
  anchor.append(face, make("span", "", person.shown), make("span", "sandbox-role", person.role));
  return anchor;
}

function list(label, links) {
  const entries = make("ul", "sandbox-list");
  entries.setAttribute("aria-label", label);
  for (const anchor of links) {
    const entry = document.createElement("li");
    entry.append(anchor);
    entries.append(entry);
  }
  return entries;
}

let drawn = "";
function draw(world) {
  const channels = world.channels.map((channel) => channelLink(world, channel));
  const fingerprint = JSON.stringify([world, channels.map((anchor) => anchor.dataset.unread)]);
  if (fingerprint === drawn) return;
  drawn = fingerprint;
  const focused = document.activeElement?.closest?.(".sandbox-link")?.getAttribute("href");
  nav.replaceChildren(
    make("h1", "sandbox-server", world.server),
    make("h2", "sandbox-heading", "Channels"),
    list("Channels", channels),
    make("h2", "sandbox-heading", "You act as"),
    list("People", world.people.map((person) => personLink(world, person))),
    make("p", "sandbox-note", "A Discord on this machine. Open the address in a second tab to play as two people."),
    inspector,
  );
  if (focused) nav.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
  document.title = `#${world.channel} · ${world.server}`;
}

async function poll() {
  try {
    draw(await ask("/sandbox/overview"));
  } catch {
    tell("The sandbox doesn't answer. If it was stopped, start it again and open its new address.");
  }
  setTimeout(poll, POLL_MS);
}

// ---- command options: what Discord does and simcord's page leaves out

// Taking a suggestion with the mouse leaves the focus in the field, so that Enter sends the command.
document.addEventListener("mousedown", (event) => {
  if (event.target instanceof Element && event.target.closest('#channel-composer [role="option"]')) event.preventDefault();
}, true);

// An empty field asks for suggestions as soon as it is entered.
document.addEventListener("focusin", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.value || !field.matches('.command-option-input[role="combobox"]')) return;
  queueMicrotask(() => { if (field.isConnected) field.dispatchEvent(new Event("input")); });
});

// Enter after a command's name sends it; its optional options are taken with the arrows or the mouse.
const composerForm = document.getElementById("channel-composer");
let hasUsedArrows = false;
composerForm.addEventListener("focusin", () => { hasUsedArrows = false; });
document.addEventListener("keydown", (event) => {
  if (event.key.startsWith("Arrow")) hasUsedArrows = true;
  if (event.key !== "Enter" || hasUsedArrows || event.isComposing) return;
  if (!(event.target instanceof Element) || !event.target.matches("#channel-composer .command-chip")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  composerForm.requestSubmit();
}, true);

// The list of a command's options says what each is for.
const catalogs = new Map();
function commandsOf(fingerprint) {
  if (!catalogs.has(fingerprint)) {
    catalogs.set(fingerprint, ask("/api/commands", { headers: contextHeader() }).then(({ entries }) => entries, () => []));
  }
  return catalogs.get(fingerprint);
}

async function describe(suggestions) {
  const { catalog, draft } = window.simcordPreview.commandPicker;
  if (!draft) return;
  const commands = await commandsOf(catalog.fingerprint);
  const command = commands.find((entry) => entry.commandId === draft.commandId && entry.invocation === draft.invocation);
  for (const suggestion of suggestions) {
    const option = command?.options.find(({ name }) => name === suggestion.parentElement?.dataset.value);
    suggestion.classList.add("sandbox-description");
    suggestion.textContent = option?.description ?? "";
  }
}
new MutationObserver(() => {
  const found = composerForm.querySelectorAll(".command-suggestion-ellipsis:not(.sandbox-description)");
  if (found.length) void describe(found);
}).observe(composerForm, { childList: true, subtree: true });

// A dialog begins in its first field.
const dialog = document.getElementById("modal-root");
new MutationObserver(() => {
  if (dialog.getAttribute("aria-hidden") !== "false") return;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    dialog.querySelector("textarea, input:not([type='hidden'], [type='file']), [role='combobox']")?.focus();
  }));
}).observe(dialog, { attributes: true, attributeFilter: ["aria-hidden"] });

// ---- the end of the conversation stays in view

// simcord's page lets go of the end as soon as a picture grows. Here only the person lets go of it, by scrolling up.
const END_PX = 40;
const log = document.getElementById("channel-timeline");
let isAtEnd = true;
let lastTop = 0;

function keepEnd() {
  if (isAtEnd) log.scrollTop = log.scrollHeight;
}

log.addEventListener("scroll", () => {
  if (log.scrollHeight - log.clientHeight - log.scrollTop <= END_PX) isAtEnd = true;
  else if (log.scrollTop < lastTop) isAtEnd = false;
  lastTop = log.scrollTop;
});
function goToEnd() {
  isAtEnd = true;
  requestAnimationFrame(keepEnd);
}
composerForm.addEventListener("submit", goToEnd, true);
document.getElementById("new-messages").addEventListener("click", goToEnd);
const sizes = new ResizeObserver(keepEnd);
sizes.observe(log);
sizes.observe(document.getElementById("channel-message-list"));

// ---- relative times go on while nothing else happens, and know months and years

const UNITS = [["year", 31556952], ["month", 2629746], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];
const RELATIVE = /^(in \d.*|.* ago|now|yesterday|tomorrow|(this|next|last) .*)$/;
const relative = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });

function fromNow(seconds) {
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return relative.format(Math.round(seconds / length), unit);
}

setInterval(() => {
  for (const time of document.querySelectorAll("time.discord-timestamp")) {
    if (!RELATIVE.test(time.textContent)) continue;
    const text = fromNow((Date.parse(time.dateTime) - Date.now()) / 1000);
    if (text !== time.textContent) time.textContent = text;
  }
}, 1000);

// ---- message menu

let target = null;
const messageOf = (node) => (node instanceof Element ? node.closest(".channel-message[data-message-id]") : null);

function placeApps(message) {
  const box = message.getBoundingClientRect();
  const log = document.getElementById("channel-timeline").getBoundingClientRect();
  const own = message.querySelector(".message-context-actions")?.getBoundingClientRect();
  appsButton.hidden = box.bottom < log.top || box.top > log.bottom;
  appsButton.style.top = `${Math.max(own?.width ? own.top + 6 : box.top - 10, log.top + 4)}px`;
  appsButton.style.right = `${window.innerWidth - (own?.width ? own.left - 6 : log.right - 24)}px`;
  target = message.dataset.messageId;
}

function closeMenu() {
  menu.hidden = true;
}

async function openMenu(left, top) {
  const message = target;
  let commands;
  try {
    ({ commands } = await ask("/sandbox/message-menu", { headers: contextHeader() }));
  } catch {
    tell("The apps for this message can't be listed. Reload the page.");
    return;
  }
  const items = commands.map((command) => {
    const item = make("button", "", command);
    item.type = "button";
    item.setAttribute("role", "menuitem");
    item.addEventListener("click", () => { closeMenu(); void use(message, command); });
    return item;
  });
  if (!items.length) {
    tell("The bot has no command for messages here.");
    return;
  }
  menu.replaceChildren(...items);
  menu.hidden = false;
  menu.style.left = `${Math.max(8, Math.min(left, window.innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(top, window.innerHeight - menu.offsetHeight - 8))}px`;
  items[0].focus();
}

async function use(message, command) {
  try {
    const { problem } = await ask("/sandbox/message-menu", {
      method: "POST",
      headers: { ...contextHeader(), "Content-Type": "application/json" },
      body: JSON.stringify({ message, command }),
    });
    if (problem) tell(problem);
  } catch {
    tell("The command could not be used. Reload the page.");
  }
}

document.addEventListener("mouseover", (event) => {
  const message = messageOf(event.target);
  if (message) placeApps(message);
  else if (!menu.contains(event.target) && event.target !== appsButton && menu.hidden) appsButton.hidden = true;
});
document.addEventListener("focusin", (event) => {
  const message = messageOf(event.target);
  if (message) placeApps(message);
});
document.addEventListener("scroll", (event) => { if (!menu.contains(event.target)) appsButton.hidden = true; }, true);
appsButton.addEventListener("click", () => {
  const box = appsButton.getBoundingClientRect();
  void openMenu(box.left, box.bottom + 4);
});
document.addEventListener("contextmenu", (event) => {
  const message = messageOf(event.target);
  if (!message || event.shiftKey) return;
  event.preventDefault();
  target = message.dataset.messageId;
  void openMenu(event.clientX, event.clientY);
});
document.addEventListener("pointerdown", (event) => {
  if (!menu.contains(event.target) && event.target !== appsButton) closeMenu();
});
menu.addEventListener("keydown", (event) => {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  if (event.key === "Escape") { closeMenu(); appsButton.focus(); }
  else if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
  else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length].focus();
});

if (secret) void poll();
