/** What an administrator has set for all residents: whether the bot answers, and a notice. */
export interface BotSwitch {
  readonly isOff: boolean;
  readonly notice: Notice | null;
}

/** The switch with the time at which it comes back by itself, and its notice ends; null: when somebody says so. */
export interface TimedSwitch extends BotSwitch {
  readonly backAt: Date | null;
}

export interface Notice {
  /** Another notice has another number; each resident is shown each notice once. */
  readonly id: number;
  readonly vi: string;
  /** null: everybody is shown the Vietnamese text. */
  readonly en: string | null;
}

export const botOn: TimedSwitch = { isOff: false, notice: null, backAt: null };
