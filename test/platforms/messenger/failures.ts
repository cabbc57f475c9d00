/** An error of the Graph API (docs/platforms/messenger.md, "Error codes"). */
export interface GraphFailure {
  readonly status: number;
  readonly code: number;
  readonly subcode?: number;
  readonly type: string;
  readonly message?: string;
}

export const tokenDead: GraphFailure = {
  status: 400,
  code: 190,
  subcode: 463,
  type: "OAuthException",
};
export const proofWrong: GraphFailure = {
  status: 400,
  code: 100,
  type: "GraphMethodException",
  message: "Invalid appsecret_proof provided in the API argument",
};
export const parameterWrong: GraphFailure = { status: 400, code: 100, type: "OAuthException" };
export const windowClosed: GraphFailure = {
  status: 400,
  code: 10,
  subcode: 2018278,
  type: "OAuthException",
};

export function rateLimited(code: number): GraphFailure {
  return { status: 400, code, type: "OAuthException" };
}

/** The error in Meta's form. */
export function failureBody({ code, subcode, type, message }: GraphFailure): object {
  return {
    error: {
      message: message ?? `(#${code}) refused by the stand-in`,
      type,
      code,
      ...(subcode !== undefined && { error_subcode: subcode }),
      fbtrace_id: "AStandInTrace",
    },
  };
}
