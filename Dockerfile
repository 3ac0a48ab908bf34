# Two stages: the first builds, the second holds Node and the bundle and nothing else. The image runs as an
# ordinary user on a read-only root; only the spool (UPLOAD_SPOOL_DIR) must be writable.
FROM node:20-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/bundle.mjs /bundle

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    HOSTNAME=0.0.0.0 \
    PORT=3000 \
    KEEP_ALIVE_TIMEOUT=65000
COPY --from=build --chown=root:root /bundle /app
WORKDIR /app
USER 10001:10001
EXPOSE 3000
CMD ["node", "server.js"]
