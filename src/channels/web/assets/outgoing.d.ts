export interface Outgoing<Message> {
  add(message: Message): void;
  wake(): void;
  settle(id: string): void;
  readonly isEmpty: boolean;
}

export type PostResult =
  | { readonly kind: "sent" }
  | { readonly kind: "refused"; readonly reason: string | null }
  | {
      readonly kind: "later";
      readonly reason: string | null;
      /** How long the server asks to wait; null if it cannot be reached. */
      readonly retryAfterMs: number | null;
    };

export interface OutgoingOptions<Message> {
  readonly post: (message: Message) => Promise<PostResult>;
  readonly show: (
    message: Message,
    state: "sending" | "sent" | "failed" | "refused",
    about: { readonly reason?: string | null; readonly retryAfterMs?: number | null },
  ) => void;
  readonly keep: (waiting: readonly Message[]) => void;
  readonly later: (run: () => void, ms: number) => () => void;
  readonly isOnline: () => boolean;
}

export function createOutgoing<Message extends { readonly id: string }>(
  options: OutgoingOptions<Message>,
): Outgoing<Message>;
