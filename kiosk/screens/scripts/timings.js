// Every rhythm and limit of a screen in one place, in milliseconds, each with where it comes from.
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Idle: how long a page is left alone before somebody is asked, and how long the question stands.
// Twice as long where reading is slow, ten times on demand (WCAG 2.2.1 wants 20 s and ten times).
const READING = 90 * SECOND;
const WARNING = 30 * SECOND;
const SLOW_READING = 2;
const MORE_TIME = 10;
// A contact that lasts longer than this is dirt or a bag, and nobody's finger.
const LONGEST_PRESS = 5 * MINUTE;

// Truth: from this age on a list says how old it is, from that on it is not shown at all.
const OLD_AFTER = DAY;
const TOO_OLD_AFTER = 7 * DAY;
// A clock that is off by more (to either side) is not believed.
const CLOCK_OFF = 5 * MINUTE;

// The server is told so often that all is well, and asked so often while it cannot be reached:
// both together heal a screen within a minute.
const BEAT = MINUTE;
const RECHECK = 30 * SECOND;
const ANSWER_WITHIN = 10 * SECOND;
// How long a wish of the desk waits for a visitor to leave.
const WISH_WAITS = 5 * MINUTE;

// Attract: nothing on it changes faster than every ten seconds.
const STILL = 12 * SECOND;

// Rain: no hand has three fingers on the glass, nor taps six times within a second.
const MOST_CONTACTS = 2;
const RAIN_TAPS = 6;
const RAIN_WITHIN = SECOND;
const RAIN_PAUSE = 5 * SECOND;

// Android waits 300 ms for the second tap of a double tap; it must not hit what the first opened.
const DOUBLE_TAP = 350;
