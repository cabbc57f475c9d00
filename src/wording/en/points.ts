import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import { maxShownKm } from "../../catalog/points/points-to-visit.ts";
import type { DecidingResidence } from "../../catalog/procedures/agency.ts";
import { describeOpening, layOutPoint, type PointPhrases } from "../point-layout.ts";
import { toSentence } from "../text.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { formatClock, formatDay, formatMoment, formatTimeRange } from "./moments.ts";
import { askFirst, doubtfulPhone, formatNumber, nameOwner, warnOfDoubt } from "./numbers.ts";

const phrases: PointPhrases = {
  address: "Address",
  unknownAddress: (ward) => `not known${ward === null ? "" : `, in ${ward}`}`,
  onDuty: "On duty",
  equipment: "It has",
  acceptsPaper: "It takes papers too.",
  handlesProcedure: "This point helps with what you asked about.",
  mayHandleProcedure: (call) =>
    `It is not known whether this point helps with this. ${askFirst(call)}.`,
  phone: "Phone",
  unknownPhone: "No phone number is known.",
  wardOffice: "the office of the ward or commune",
  callInstead: (call) =>
    `It has no number of its own. Call ${nameOwner(call)}: ${formatNumber(call)}.`,
  doubtfulPhone,
  formatNumber,
  directions: "Directions",

  unknownHours: (call) =>
    `The working hours of this point are not known. ${call === null ? "Ask" : `Call ${formatNumber(call)}`} before you go.`,
  hoursByRule: (basis) =>
    `These are the office hours set by the ${basis === "province" ? "province" : "ward or commune"}, not confirmed for this point.`,
  isOpen: (until) => (until === null ? "Open now." : `Open now, until ${until}.`),
  isClosed: (opening) => `Closed now${opening === null ? "" : `, opens again at ${opening}`}.`,
  today: "Today",
  expectedHoliday: "expected to be closed for Tết; the dates are not announced yet",
  holiday: (name) => `public holiday (${name})`,
  closure: (name) => `this point is closed${name === null ? "" : ` (${name})`}`,
  noHours: "closed",
  interval: (from, to) => `${from} to ${to}`,

  unknownDistance: "How far it is from you is not known.",
  sameWard: "In the very ward or commune that you wrote.",
  exactDistance: (distance) => `${distance} from you.`,
  roughDistance: (distance) =>
    `About ${distance} from you (from the middle of the ward or commune).`,
  underOneKm: "less than 1 km",
  exactKm: (km) => `${km.toFixed(1)} km`,
  roughKm: (km) => `${km.toLocaleString("en")} km`,

  formatClock,
  formatDay,
  formatMoment,
};

function nameResidence(residence: DecidingResidence): string {
  return residence === "permanent" ? "permanent residence" : "residence";
}

function advise(call: NumberToCall | null): string {
  return call === null
    ? "Ask the People's Committee (Ủy ban nhân dân) of your ward or commune first."
    : `Call ${nameOwner(call)} first: ${warnOfDoubt(call)}.`;
}

/** What the service says while it looks for a help point. */
export const pointWording: Wording["points"] = {
  where:
    "Where are you? Share your location, or write the name of your ward or commune, for example: “phường Bình Tiên” or “ward 9 Phú Nhuận”.",
  whereTyped:
    "Where are you? Please write the name of your ward or commune, for example: “phường Bình Tiên” or “ward 9 Phú Nhuận”.",
  placeUnknown:
    "I could not find that place. Please write the ward or commune with its city or province, for example: “phường Tân Bình, Hồ Chí Minh”.",
  wardOfProvince: (province) =>
    `${province} is very large. Please write the name of your ward or commune.`,
  placeTooCommon:
    "Many places have that name. Please add the district, city or province, for example: “ward 9 Phú Nhuận”.",
  which: "Several places have that name. Which one do you mean?",
  whichWard:
    "That area has many wards and communes, and I know only these. Which one are you in? If yours is not here, tap “Another place”.",
  elsewhere: "Another place",
  elsewhereWords: ["another", "other", "none", "none of these"],
  sharedSpot: "the place that you shared",
  lastPlaceWords: ["same place", "as before", "still there", "same as last time"],
  lastPlace: "Same place as before",
  lastPlaceFull: (place) => `Still at ${place}`,
  when: "When would you like to go?",
  anyTime: "I do not know yet",
  anyTimeWords: ["any time", "anytime", "don't know", "not sure", "nearest"],
  otherDayWords: ["another day", "other day", "some other day"],
  title: "Find a help point",
  now: "Now",
  tonight: "Tonight",
  tomorrow: "Tomorrow morning",
  saturday: "Saturday morning",
  otherDay: "Another day",
  whichDay:
    "Which day would you like to go? Write the day, for example: “26/11” or “Thursday afternoon”.",
  dayUnknown: "I did not understand that day. Please write it like “26/11” or “Saturday morning”.",
  dayPast: "That day is over. Please write a day that is still to come.",

  none: (call) => `I know no help point within ${maxShownKm} km of there. ${advise(call)}`,
  noneOpen: (time, now, call) =>
    `I know no point within ${maxShownKm} km that is open ${formatTimeRange(time, now)}. ${advise(call)} ` +
    "The hours of those below are not known, or they are closed then:",
  onlyOwnCentre: `Within ${maxShownKm} km I know only the centre of your ward or commune:`,
  around: (place) => `I looked around ${place}.`,
  allFar: (call) => {
    return `I know no point near you; the ones below are all far away. ${advise(call)}`;
  },
  byDistance: "The points nearest to you, from near to far:",
  byOpening: (time, now, isByRule) =>
    `I looked for points that are open ${formatTimeRange(time, now)}. ` +
    `Those that are ${isByRule ? "open by the hours that I know" : "surely open"} come first, ` +
    "then those whose hours are not known, " +
    "then those that are closed; among equals the nearest comes first:",
  residenceDecides: (residence) =>
    `Only the ward or commune of your ${nameResidence(residence)} handles this. Points elsewhere just help you fill in the papers.`,
  ownCentreFirst: (residence, ward) =>
    `Only the ward or commune of your ${nameResidence(residence)} handles this, so the centre of ${ward} comes first.`,
  ownCentreUnknown: (residence, ward, call) => {
    const advice =
      call === null ? `ask the People's Committee of ${ward}` : `call ${warnOfDoubt(call)} first`;
    return (
      `Only the ward or commune of your ${nameResidence(residence)} handles this. ` +
      `I do not know where ${ward} takes papers; ${advice}. The points below just help you fill them in.`
    );
  },
  policeHours: (hours, isHoliday, phone) =>
    [
      `For this you go to the police of the ward or commune. ${toSentence(hours)}`,
      isHoliday ? "The Saturday that you ask about is a public holiday." : "",
      phone === null
        ? ""
        : `Police on duty in ${phone.name ?? "the ward"}: ${formatNumber(phone)}.`,
    ]
      .filter((part) => part !== "")
      .join(" "),
  agency: (agency) =>
    `Where this is handled: ${toSentence(agency)} The help point helps you fill in the papers.`,

  next: "What would you like to do next?",
  otherTime: "Another time",
  otherTimeWords: ["other time", "another day", "change the time"],
  otherPlace: "Another place",
  otherPlaceWords: ["other place", "another ward", "change the place"],
  backTo: "Back to before",
  backToWords: ["back to it", "go on", "as before"],
  backToFull: (title) => `Back to: ${title}`,
  menu: "Back to the menu",

  callOffice: (call) => `Call ${nameOwner(call)} at ${warnOfDoubt(call)} to ask a person.`,
  point: (view, number, query) => layOutPoint(view, number, query, phrases),
  open: (view, now) => describeOpening(view, now, null, phrases),
};
