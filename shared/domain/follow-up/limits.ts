/** How many follow-ups a result may open, over all of its editions. */
export const mostFollowUps = 200;
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
