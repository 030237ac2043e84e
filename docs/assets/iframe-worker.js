// Search when the site is opened from files: a browser starts no worker there, so one is made of a hidden frame.
// A server needs none of this. The theme's own search looks for a class of this name in the frame's parent.
if (location.protocol === "file:") {
  class IFrameWorker extends EventTarget {
    constructor(url) {
      super();
      this.early = [];
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.srcdoc = `<script src="${url}"></script>`;
      frame.addEventListener("load", () => {
        this.inside = frame.contentWindow;
        // What the worker posts goes to whoever made it, and not to itself, as a window's postMessage would.
        this.inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
        this.early.splice(0).forEach((data) => this.postMessage(data));
      });
      document.body.append(frame);
    }

    postMessage(data) {
      if (this.inside) this.inside.dispatchEvent(new MessageEvent("message", { data }));
      else this.early.push(data);
    }
  }
  window.IFrameWorker = IFrameWorker;
  window.Worker = IFrameWorker;
}
