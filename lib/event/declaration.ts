/** The platform's own ids of whose event it is, such as `{ locationId: '1234' }`. */
export type Account = Record<string, string>;
