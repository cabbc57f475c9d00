/** A utility template as approved for the Page (messenger.md §2.4), with what fills it in. */
export interface UtilityTemplate {
  readonly name: string;
  /** Such as `vi`. */
  readonly language: string;
  /** In the order of the body's placeholders; `name` where the template names them. */
  readonly body: readonly { readonly name?: string; readonly text: string }[];
  /** For each button with a placeholder, in order. */
  readonly buttons: readonly UtilityButton[];
}

export type UtilityButton =
  | { readonly type: "postback"; readonly payload: string }
  | { readonly type: "url"; readonly url: string };

/** All of a send but its recipient and our metadata. */
export interface SendBody {
  readonly messaging_type: "RESPONSE" | "UTILITY";
  readonly message: object;
}

export type UtilitySerialiser = (template: UtilityTemplate) => SendBody;

/** As Meta's page on utility messages has it. */
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

/** As a project that runs on v25 sends it: an attachment, and each button a component of its own. */
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
