import { EndSignal, Place } from '../replica/messages';

export const DATABASES = ['sqlite', 'postgres'] as const;
export type DatabaseKind = (typeof DATABASES)[number];

/** One place at which one replica ends or stops, on one way of a migration and one kind of database. */
export interface Point {
  way: string;
  database: DatabaseKind;
  signal: EndSignal;
  place: Place;
}

/** One line for people. */
export function inWords({ way, database, signal, place }: Point): string {
  return `${way}, ${database}, ${signal} ${place.when} ${place.call} #${place.nth}`;
}
