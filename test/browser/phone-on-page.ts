import type { Locator } from "playwright-core";

/** One of the two phones on the page, with its buttons and its log. */
export class PhoneOnPage {
  readonly section: Locator;
  readonly field: Locator;

  constructor(section: Locator) {
    this.section = section;
    this.field = section.locator(".composer input");
  }

  async restart(): Promise<void> {
    const before = await this.section.locator(".user-id:not(:empty)").innerText();
    await this.press("Bắt đầu lại");
    await this.section.locator(".user-id").filter({ hasNotText: before }).waitFor();
  }

  async says(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press("Enter");
  }

  async taps(title: string): Promise<void> {
    await this.section.getByRole("button", { name: title, exact: true }).last().click();
  }

  async press(title: string): Promise<void> {
    await this.section.getByRole("button", { name: title, exact: true }).first().click();
  }

  async sees(words: string): Promise<void> {
    await this.section.locator(".line").getByText(words).last().waitFor();
  }

  /** The chat's bubbles that contain these words. */
  said(words: string): Locator {
    return this.section.locator(".line .words").getByText(words);
  }

  async arm(fault: string): Promise<void> {
    await this.press(fault);
    await this.#fault(fault, true).waitFor();
  }

  untilDisarmed(fault: string): Promise<void> {
    return this.#fault(fault, false).waitFor();
  }

  /** The records in the log, without receipts. */
  records(kind: "webhook" | "call"): Locator {
    return this.section.locator(`.record.${kind}:not(.routine)`);
  }

  #fault(name: string, pressed: boolean): Locator {
    return this.section.getByRole("button", { name, exact: true, pressed });
  }
}
