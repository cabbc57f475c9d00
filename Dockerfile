# Hướng Dẫn in one image. Node runs the TypeScript as it is, so only the dependencies are installed and nothing is built.
FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# No production dependency needs an install script; the optional ones are Node itself, which the image has.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/huong-dan
WORKDIR /app
# pg_dump and pg_restore, for `node src/cli/backup.ts` and `restore.ts`, in the version of Compose's PostgreSQL.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client \
  && rm -rf /var/lib/apt/lists/*
RUN mkdir -p "$DATA_DIR" /backup && chown node:node "$DATA_DIR" /backup && chmod 700 "$DATA_DIR" /backup
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json start.mjs LICENSE ./
COPY data ./data
COPY src ./src
USER node
VOLUME /var/lib/huong-dan
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "start.mjs"]
