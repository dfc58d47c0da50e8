/** How many follow-ups a result may open, over all of its editions. */
export const mostFollowUps = 200;
/**
 * How many of a result may stand at once, open or closed: what is public of the result is written on condition that each of them is
 * still so, and a commit has a hundred actions. Approvals leave some for what comes of them.
 */
export const mostStanding = 70;
export const mostStandingOpened = 60;
/** How often a report may be sent back, or a follow-up opened again. */
export const mostReports = 20;
/** How often nothing was put right and something else followed. */
export const mostNext = 20;
/** So many were granted of one object for one item of the list; those that were sent back count. */
export const mostGranted = 200;

/** Of a time line. */
export const mostSteps = 200;
/** What is left to come to an end when nothing may be begun anew. */
const stepsToEnd = 20;

/** Whether it has been sent to and fro so often that it may only come to its end. */
export const isWornOut = ({ steps }: { readonly steps: readonly unknown[] }): boolean =>
  steps.length >= mostSteps - stepsToEnd;
