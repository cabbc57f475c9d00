import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";

/** Kept for a day: their addresses cannot change with their content, because others know them. */
const cache = "public, max-age=86400";

/** Where chats find the picture that they show with a link, and its size. docs/pictures/ has its source. */
export const previewImage = { path: "/preview.png", width: 1200, height: 630 } as const;

const icons = [
  { path: "/icon-192.png", file: "icon-192.png", size: 192 },
  { path: "/icon-512.png", file: "icon-512.png", size: 512 },
] as const;

/** Browsers and telephones ask for these without being told to. */
const wellKnownIcons = ["/favicon.ico", "/apple-touch-icon.png"];

const manifest = {
  name: "Hướng Dẫn – trợ lý dịch vụ công",
  short_name: "Hướng Dẫn",
  description: "Hỏi giấy tờ, cách làm thủ tục hành chính và điểm hỗ trợ gần nhất.",
  lang: "vi",
  id: "/",
  start_url: "/",
  scope: "/",
  display: "standalone",
  theme_color: "#8c1d1f",
  background_color: "#fbf6ec",
  icons: icons.flatMap(({ path, size }) =>
    ["any", "maskable"].map((purpose) => ({
      src: path,
      sizes: `${size}x${size}`,
      type: "image/png",
      purpose,
    })),
  ),
};

/** Serves the icons, the picture for shared links and the web manifest. */
export function siteFileRoutes(app: FastifyInstance): void {
  const serve = (path: string, file: string) => {
    const content = readFileSync(new URL(file, import.meta.url));
    app.get(path, async (_request, reply) =>
      reply.type("image/png").header("cache-control", cache).send(content),
    );
  };
  serve(previewImage.path, "preview.png");
  for (const { path, file } of icons) serve(path, file);
  for (const path of wellKnownIcons) serve(path, "icon-192.png");
  const text = JSON.stringify(manifest);
  app.get("/manifest.webmanifest", async (_request, reply) =>
    reply.type("application/manifest+json").header("cache-control", cache).send(text),
  );
}
