/** Ids and secrets invented for tests; the ids are above 2^53 like Zalo's own. */
export const testAccount = {
  oaId: "2000000000000000002",
  appId: "1234567890123456789",
  appSecret: "test-app-secret",
  oaSecretKey: "test-oa-secret-key",
  refreshToken: "first-refresh-token",
} as const;

export type StandInAccount = { readonly [Key in keyof typeof testAccount]: string };
