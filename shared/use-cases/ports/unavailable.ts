/**
 * What an adapter throws when the service behind it (database, file store, queue) did not answer within the time that a
 * request may wait for it. Whether the service has carried out what it was asked is not known.
 */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}
