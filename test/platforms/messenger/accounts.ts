/** Ids and secrets invented for tests. */
export const testPage = {
  pageId: "100000000000001",
  appId: "200000000000002",
  appSecret: "test-app-secret",
  pageToken: "test-page-token",
  verifyToken: "test-verify-token",
} as const;

export type StandInPage = { readonly [Key in keyof typeof testPage]: string };
