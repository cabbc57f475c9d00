import { expect, test } from "@jest/globals";
import { openSite } from "./site.ts";

test("shows how far a dossier has come as a list with the present step marked", async () => {
  const site = await openSite({}, (conversations) => ({
    ...conversations,
    read: async () => ({
      continues: true,
      entries: [
        {
          id: "1",
          at: new Date(Date.UTC(2026, 10, 23, 1)),
          from: "service",
          message: {
            type: "text",
            text: "Hồ sơ đang xử lý.",
            progress: { steps: ["Đã nộp", "Tiếp nhận", "Giải quyết", "<Có> kết quả"], current: 2 },
          },
        },
      ],
    }),
  }));
  const browser = site.visit();
  await browser.open();
  const { body } = await browser.open();
  expect(body).toContain(
    '<ol class="steps"><li class="done">Đã nộp</li><li class="done">Tiếp nhận</li>' +
      '<li aria-current="step">Giải quyết</li><li>&lt;Có&gt; kết quả</li></ol><p class="words">',
  );
});
