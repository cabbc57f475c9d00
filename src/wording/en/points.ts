import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import { maxShownKm } from "../../catalog/points/points-to-visit.ts";
import type { DecidingResidence } from "../../catalog/procedures/agency.ts";
import type { CardWords } from "../message.ts";
import { describeOpening, layOutCard, type PointPhrases, writeCard } from "../point-layout.ts";
import { toSentence } from "../text.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { closedTimeOn } from "./closed-times.ts";
import { formatClock, formatDay, formatMoment, formatTimeRange } from "./moments.ts";
import { doubtfulPhone, formatNumber, nameOwner, warnOfDoubt } from "./numbers.ts";

function ruled(basis: "ward" | "province"): string {
  return `hours of the whole ${basis === "province" ? "province" : "ward or commune"}, not confirmed`;
}

function again(opening: string | null): string {
  return opening === null ? "" : `, opens again at ${opening}`;
}

const phrases: PointPhrases = {
  address: "Address",
  unknownAddress: (ward) => `not known${ward === null ? "" : `, in ${ward}`}`,
  reasons: {
    nearest: "nearest to you",
    "open-then": "open when you come",
    "opens-next": "opens again soonest",
    "own-ward": "where your case is handled",
  },
  handlesProcedure: "helps with what you asked about",
  mayHandleProcedure: "not known whether it helps with this",
  phone: (number) => `Phone: ${number}`,
  unknownPhone: "No phone number is known.",
  askFirst: (number) => `Call ${number} before you go`,
  wardOffice: "the office of the ward or commune",
  callInstead: (call, mustAsk) =>
    `It has no number of its own; call ${nameOwner(call)}${mustAsk ? " before you go" : ""}: ${formatNumber(call)}`,
  doubtfulPhone,
  formatNumber,
  directions: "Directions",

  unknownHours: () => "The working hours of this point are not known.",
  hoursByRule: (basis) =>
    `These are the office hours set by the ${basis === "province" ? "province" : "ward or commune"}, not confirmed for this point.`,
  ruled,
  isOpen: (until) => (until === null ? "Open now" : `Open now, until ${until}`),
  isClosed: (why, opening) => `Closed now${why === null ? "" : `: ${why}`}${again(opening)}`,
  opensOn: (day, hours) => `Open ${day}: ${hours}`,
  closedThen: (why, opening) =>
    `${why === null ? "Closed then" : `Closed: ${why}`}${again(opening)}`,
  hoursNotKnown: (closure) => `Hours not known${closure === null ? "" : `; ${closure}`}`,
  today: "today",
  expectedHoliday: (day) => `${day} is expected to be off for Tết; the dates are not announced yet`,
  holiday: (day, name) => `${day} is a public holiday${name === null ? "" : ` (${name})`}`,
  closure: (day, name) => `${day} this point is closed${name === null ? "" : ` (${name})`}`,
  closedTime: closedTimeOn,
  interval: (from, to) => `${from} to ${to}`,

  unknownDistance: "how far it is from you is not known",
  sameWard: "in the very ward or commune that you wrote",
  exactDistance: (distance) => `${distance} from you`,
  roughDistance: (distance) => `about ${distance} from you`,
  underOneKm: "less than 1 km",
  exactKm: (km) => `${km.toFixed(1)} km`,
  roughKm: (km) => `${km.toLocaleString("en")} km`,

  formatClock,
  formatDay,
  formatMoment,
};

const cardWords: CardWords = {
  call: "Call",
  directions: "Directions",
  details: "About this point",
  you: "You",
  north: "N",
  sketch: "A rough sketch",
};

function nameResidence(residence: DecidingResidence): string {
  return residence === "permanent" ? "permanent residence" : "residence";
}

function advise(call: NumberToCall | null): string {
  return call === null
    ? "Go to the People's Committee (Ủy ban nhân dân) of your ward or commune."
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
  noneOpen: (time, now, next) => {
    const none = `I know no place that is open ${formatTimeRange(time, now)}.`;
    if (next === null) return none;
    return `${none} The next to open: ${next.place}, at ${formatMoment(next.at, now)}.`;
  },
  onlyOwnCentre: `Within ${maxShownKm} km I know only the centre of your ward or commune.`,
  around: (place) => `I looked around ${place}.`,
  allFar: (call) => `I know no place near you; the one below is far away. ${advise(call)}`,
  nearest: (place) => `Nearest to you: ${place}.`,
  openThen: (time, now, place, isByRule) =>
    `The nearest place that is open ${formatTimeRange(time, now)}${isByRule ? ", by the hours that I know" : ""}: ${place}.`,
  others: (count) => (count === 1 ? "One more place there:" : `${count} more places there:`),
  residenceDecides: (residence) =>
    `Only the ward or commune of your ${nameResidence(residence)} handles this. Points elsewhere just help you fill in the papers.`,
  ownCentreFirst: (residence, ward) =>
    `Only the ward or commune of your ${nameResidence(residence)} handles this: go to the centre of ${ward}.`,
  ownCentreHours: (time, now, isClosed) =>
    isClosed
      ? `It is closed ${formatTimeRange(time, now)}.`
      : `I do not know whether it is open ${formatTimeRange(time, now)}.`,
  ownCentreUnknown: (residence, ward, call) => {
    const advice =
      call === null ? `go to the People's Committee of ${ward}` : `call ${warnOfDoubt(call)} first`;
    return (
      `Only the ward or commune of your ${nameResidence(residence)} handles this. ` +
      `I do not know where ${ward} takes papers; ${advice}. The place below just helps you fill them in.`
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
  more: (count) => (count === 1 ? "One more place" : `${count} more places`),
  moreWords: ["more", "more places", "others", "what else"],
  menu: "Back to the menu",

  callOffice: (call) => `Call ${nameOwner(call)} at ${warnOfDoubt(call)} to ask a person.`,
  cardWords,
  card: (view, query) => layOutCard(view, query, phrases),
  cardText: (card, letter) => writeCard(card, letter, phrases),
  open: (view, now) => describeOpening(view, now, null, phrases),
};
