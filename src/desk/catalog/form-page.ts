import { type Page, page } from "../framework/view-result.ts";

/** A field of a form, as `views/field.eta` shows it. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly type?: "date" | "number";
  /** More than one line of text. */
  readonly rows?: number;
  readonly choices?: readonly { readonly value: string; readonly name: string }[];
  readonly narrow?: boolean;
  /** Begins a part of a long form. */
  readonly heading?: string;
  /** Fields with the same text here that follow each other are folded away under it. */
  readonly folded?: string;
  /** The name of the form's `suggestions` that the field offers. */
  readonly list?: string;
}

/** Boxes of which any number may be ticked. */
export interface TickGroup {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly isTicked: boolean;
  }[];
}

export interface CatalogForm {
  /** Where it is sent, below /desk. */
  readonly action: string;
  readonly back: { readonly href: string; readonly name: string };
  readonly intro?: string;
  readonly fields: readonly FormField[];
  readonly ticks?: readonly TickGroup[];
  /** What fields offer while somebody types, by the name that the fields give. */
  readonly suggestions?: Readonly<Record<string, readonly string[]>>;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly submit: string;
  /** The text of a second button, which removes what the form is about. */
  readonly remove?: string | null;
  /** A button fills `lat` and `lon` with the place of the phone. */
  readonly asksPlace?: boolean;
  /** What is listed under the form: text and what a button next to it removes. */
  readonly listed?: readonly {
    readonly text: string;
    readonly remove: Readonly<Record<string, string>> | null;
    /** What the button says; absent: "Bỏ". */
    readonly button?: string;
  }[];
}

/** Shows a form of the catalogue. What was typed and ticked before is shown again. */
export function formPage(
  title: string,
  form: CatalogForm,
  typed: Readonly<Record<string, string>>,
  body: unknown = undefined,
): Page {
  return page("catalog-form", title, {
    listed: [],
    hidden: {},
    suggestions: {},
    ...form,
    ticks: (form.ticks ?? []).map((group) => tickAgain(group, body)),
    fields: form.fields.map((field) => ({ ...field, value: typed[field.name] ?? field.value })),
  });
}

/** A form that was sent has all of its ticks. */
function tickAgain(group: TickGroup, body: unknown): TickGroup {
  if (typeof body !== "object" || body === null) return group;
  const sent = new Map(Object.entries(body)).get(group.name);
  const ticked = [sent ?? []].flat();
  return {
    ...group,
    options: group.options.map((option) => ({
      ...option,
      isTicked: ticked.includes(option.value),
    })),
  };
}
