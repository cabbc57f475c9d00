/** A utility template as approved for the Page, with its values (docs/platforms/messenger.md, "Utility templates"). */
export interface UtilityTemplate {
  readonly name: string;
  /** A language code such as `vi`. */
  readonly language: string;
  /** In the order of the body's placeholders; `name` is given if the template names them. */
  readonly body: readonly { readonly name?: string; readonly text: string }[];
  /** For each button with a placeholder, in order. */
  readonly buttons: readonly UtilityButton[];
}

type UtilityButton =
  | { readonly type: "postback"; readonly payload: string }
  | { readonly type: "url"; readonly url: string };

/** The body of a send, without its recipient and our metadata. */
export interface SendBody {
  readonly messaging_type: "RESPONSE" | "UTILITY";
  readonly message: object;
}

export type UtilitySerialiser = (template: UtilityTemplate) => SendBody;

/** Serialises a template as Meta's page on utility messages shows it. */
export function serialiseUtility({ name, language, body, buttons }: UtilityTemplate): SendBody {
  const components = [
    ...bodyComponent(body),
    ...(buttons.length === 0
      ? []
      : [
          {
            type: "buttons",
            parameters: buttons.map((button) =>
              button.type === "url"
                ? { type: "URL", url: button.url }
                : { type: "POSTBACK", payload: button.payload },
            ),
          },
        ]),
  ];
  return {
    messaging_type: "UTILITY",
    message: { template: { name, language: { code: language }, components } },
  };
}

/** Serialises a template as a project on v25 sends it: as an attachment, each button a component of its own. */
export function serialiseUtilityAsAttachment(template: UtilityTemplate): SendBody {
  const { name, language, body, buttons } = template;
  const components = [
    ...bodyComponent(body),
    ...buttons.map((button, index) => ({
      type: "button",
      sub_type: button.type,
      index,
      parameters: [
        button.type === "url"
          ? { type: "text", text: button.url }
          : { type: "payload", payload: button.payload },
      ],
    })),
  ];
  const payload = {
    template_type: "utility_messages",
    name,
    language: { code: language },
    components,
  };
  return {
    messaging_type: "UTILITY",
    message: { attachment: { type: "template", payload } },
  };
}

function bodyComponent(body: UtilityTemplate["body"]): object[] {
  if (body.length === 0) return [];
  const parameters = body.map(({ name, text }) => ({
    type: "text",
    text: text.normalize("NFC"),
    ...(name !== undefined && { parameter_name: name }),
  }));
  return [{ type: "body", parameters }];
}
