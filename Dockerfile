FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt

FROM python:3.13-slim
RUN useradd --system --home-dir /app --uid 10001 backchannel && mkdir -p /app/data /store && chown backchannel /store
WORKDIR /app
COPY --from=build /venv /venv
COPY bot bot
COPY cogs cogs
COPY config config
COPY data data
# It writes below /store and /tmp only, so it can run with a read-only root: --read-only --tmpfs /tmp --cap-drop ALL.
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 MPLCONFIGDIR=/tmp/matplotlib HOME=/tmp \
    BACKCHANNEL_DATABASE_URL=sqlite+aiosqlite:////store/backchannel.sqlite3 BACKCHANNEL_HEALTH_PORT=8080
USER 10001
VOLUME /store
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['BACKCHANNEL_HEALTH_PORT'] + '/healthz', timeout=4)"]
CMD ["python", "-m", "bot"]
