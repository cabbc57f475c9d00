import { z } from "zod";
import { replacePrices, selectPrices } from "../../db/queries/prices.ts";
import { recordAction } from "../audit/record-action.ts";
import { boundedText, parseForm, typedFields } from "../framework/form.ts";
import { formatCount } from "../framework/format.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { administrators } from "../identity/roles.ts";
import { priceKinds } from "./price-kinds.ts";

export const priceRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/prices",
    roles: administrators,
    purpose: "shows what a message costs by each route, for the figures",
    handle: showPrices,
  },
  {
    method: "POST",
    path: "/prices",
    roles: administrators,
    purpose: "sets what a message costs by each route",
    handle: changePrices,
  },
];

const maxTyped = 20;
const wrong = "Giá là một số đồng, hoặc để trống nếu chưa biết";
/** 1.200 and 1200 are the same number of đồng; nothing typed: the price is not known. */
const priceSchema = z
  .union([z.number().int().nonnegative().transform(String), boundedText(wrong, maxTyped)], {
    error: wrong,
  })
  .optional()
  .transform((typed) => (typed ?? "").replaceAll(/[.\s]|đ(ồng)?$/gu, ""))
  .pipe(z.string().regex(/^\d{0,7}$/, wrong))
  .transform((digits) => (digits === "" ? null : Number(digits)));

/** A program may send numbers. */
const schema = z.object(Object.fromEntries(priceKinds.map(({ kind }) => [kind, priceSchema])));

async function showPrices({ body }: SignedInRequest, { database }: DeskContext) {
  const prices = await selectPrices(database.db);
  const typed = typedFields(body);
  return page("prices", "Giá gửi tin", {
    prices: priceKinds.map((one) => {
      const dong = prices.get(one.kind);
      return { ...one, value: typed[one.kind] ?? (dong === undefined ? "" : String(dong)) };
    }),
  });
}

async function changePrices(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(schema, request.body);
  if (errors !== null) return invalidForm(await showPrices(request, desk), errors);
  const { account, now } = request;
  await desk.database.transaction(async (tx) => {
    const was = await selectPrices(tx);
    const is = new Map(
      Object.entries(value).flatMap(([kind, dong]) =>
        dong === null ? [] : [[kind, dong] as const],
      ),
    );
    const detail = describeChange(was, is);
    if (detail === "") return;
    await replacePrices(tx, is);
    await recordAction(tx, account, { action: "price.set", subject: "prices", detail }, now);
  });
  return redirect("/prices", { message: "Đã lưu giá. Trang số liệu tính theo giá này ngay." });
}

/** Tells each price that is another one now, in words; "" if none is. */
function describeChange(was: ReadonlyMap<string, number>, is: ReadonlyMap<string, number>): string {
  return priceKinds
    .filter(({ kind }) => was.get(kind) !== is.get(kind))
    .map(
      ({ kind, name }) => `${name} từ ${namePrice(was.get(kind))} thành ${namePrice(is.get(kind))}`,
    )
    .join("; ");
}

function namePrice(dong: number | undefined): string {
  return dong === undefined ? "chưa đặt" : `${formatCount(dong)} đồng`;
}
