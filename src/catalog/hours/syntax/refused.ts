/** Why a value is no weekly hours; the message is for whoever wrote the value. */
export class HoursSyntaxError extends Error {}
