/** What an administrator has set for all: whether the bot answers, and what everybody is told. */
export interface BotSwitch {
  readonly isOff: boolean;
  readonly notice: Notice | null;
}

export interface Notice {
  /** Another notice has another number: each resident is told each once. */
  readonly id: number;
  readonly vi: string;
  /** null: told in Vietnamese to everybody. */
  readonly en: string | null;
}

export const botOn: BotSwitch = { isOff: false, notice: null };
