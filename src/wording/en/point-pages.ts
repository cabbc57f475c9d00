import { type DayPhrases, layOutClosures, layOutDays } from "../day-layout.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { closedTime } from "./closed-times.ts";
import { formatClock, formatDay } from "./moments.ts";
import { doubtfulPhone, formatNumber, nameOwner } from "./numbers.ts";

const dayPhrases: DayPhrases = {
  today: "today",
  midnight: "midnight",
  noHours: "closed",
  unknownHours: "hours not known",
  holiday: (name) => (name === null ? "public holiday" : `public holiday (${name})`),
  expectedHoliday: "probably closed for Tết, not announced yet",
  closure: (name) => (name === null ? "closed" : `closed (${name})`),
  closedTime,
  days: (first, last) => `${first} to ${last}`,
  formatClock,
  formatDay,
};

export const pointPageWording: Wording["pointPage"] = {
  title: "Help points",
  description: (count) =>
    `${count} places that help with papers: address, hours, phone, directions.`,
  searchLabel: "In which ward or commune are you?",
  searchHint: "The new name or the old one, such as “phường 9 Phú Nhuận”.",
  search: "Search",
  found: (place, count) => `${count} places for “${place}”`,
  inPlace: (place) => `In ${place}`,
  near: (place) => `Near ${place}`,
  noneInPlace: (place) => `I know no place in ${place}. These are near it:`,
  nothing: (query) => `I found no place for “${query}”.`,
  nothingNext: "Write the ward with its province, or look by province below.",
  longQuery: {
    title: "That name is too long",
    text: "Please write only the ward and the province.",
  },
  byProvince: "By province or city",
  pages: "Pages of the list",
  page: (number, last) => `Page ${number} of ${last}`,
  previous: "Page before",
  next: "Next page",
  all: "All provinces and cities",

  kinds: {
    help_point: "Help point in the neighbourhood",
    service_centre: "Where the ward takes dossiers",
    branch: "Branch that takes dossiers",
    visiting_team: "Visiting team",
  },
  status: { open: "Open now", closed: "Closed now", unknown: "Hours not known" },
  unknownHours: (call) =>
    call === null
      ? "I do not know the hours of this place."
      : `I do not know the hours of this place. Call ${nameOwner(call)} to ask: ${formatNumber(call)}.`,
  pageDescription: (address) => `${address}. Hours, phone, directions.`,
  address: "Address",
  unknownAddress: "I do not know the exact address.",
  hours: "Opening hours",
  everyWeek: "Every week",
  comingDays: "The next days",
  days: (hours, now, count) => layOutDays(hours, now, count, dayPhrases),
  closuresAhead: "Closed on",
  closures: (hours, now, count) => layOutClosures(hours, now, count, dayPhrases),
  phone: "Phone",
  call: (call) => `Call ${formatNumber(call)}`,
  owner: (call) =>
    [
      call.of === "point"
        ? ""
        : `This place has no number of its own. This is the number of ${nameOwner(call)}.`,
      call.isDoubtful ? doubtfulPhone : "",
    ]
      .filter((part) => part !== "")
      .join(" "),
  unknownPhone: "I know no phone number of this place.",
  directions: "Directions",
  services: "It helps with",
  servicesNote: "This is what I know. For anything else ask me.",
  acceptsPaper: "It also takes dossiers on paper.",
  equipment: "There you find",
  onDuty: "On duty",
  sources: "Where this comes from",
  ownSource: "A document that this project has read and kept",
  checked: (day) => `Read again: ${day.split("-").reverse().map(Number).join("/")}.`,
  others: (ward) => `Other places in ${ward}`,
  askHere: "Ask now",
  print: "Print",
  share: "Send to family",
  copied: "The address is copied. Paste it into Zalo.",
  cannotCopy: "Copy this address and paste it into Zalo:",
  paper: (size) => `Paper ${size}`,
  qr: "Ask on your phone",
  qrNote: "Scan this code to ask about papers. It already knows this place.",
  onWall: "Screen on the wall",
  gone: {
    title: "This place no longer works",
    text: "Please look for another one by the ward's name.",
  },
  notFound: {
    title: "I do not have this place",
    text: "The address may have a typing mistake. Please search by the ward's name.",
  },
};
