import suixian from './counties/411422.json' with { type: 'json' };

/**
 * What differs from county to county: its name and code, whose pages these are, its departments and townships. The profile of
 * another county takes the place of this file when the system is started or built for it (docs/deploy.md); the types
 * are those of this one, and every code from outside is checked against the profile in use.
 */
export const profile = suixian;
