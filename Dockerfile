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
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    BACKCHANNEL_DATABASE_URL=sqlite+aiosqlite:////store/backchannel.sqlite3
USER backchannel
VOLUME /store
CMD ["python", "-m", "bot"]
