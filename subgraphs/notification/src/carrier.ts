import { redact } from '@eci/kit/ids';
import type { Logger } from '@eci/kit/log';
import type { Kind } from './notification.ts';

/** A message as it leaves. */
export interface OutgoingMessage {
  /** The notification's id; the same at every attempt, so that receivers can tell a repetition. */
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  /** Absent where the channel has none. */
  readonly html?: string | null;
}

/** Why a carrier did not take a message. `code` is short, for programs, and has no address in it. */
export class DeliveryFailure extends Error {
  override name = 'DeliveryFailure';
  readonly code: string;
  /** True when this message will never be taken, so that trying again is of no use. */
  readonly isFinal: boolean;

  constructor(code: string, isFinal: boolean) {
    super(`The message was not taken (${code}).`);
    this.code = code.slice(0, 64);
    this.isFinal = isFinal;
  }
}

/** Brings messages out of this system, one by one. */
export interface RemoteCarrier {
  readonly isRemote: true;
  readonly name: string;
  /** How many messages it can have in hand at once. */
  readonly capacity: number;
  /** Resolves with the carrier's reply code once it has taken the message; throws a DeliveryFailure otherwise. */
  send(message: OutgoingMessage): Promise<string>;
  close(): Promise<void>;
}

/** Where nothing leaves this system: the row in the audit log is the delivery. It is told of rows after their commit. */
export interface LocalCarrier {
  readonly isRemote: false;
  readonly name: string;
  note(sent: readonly { id: string; kind: Kind; recipient: string }[]): void;
}

export type Carrier = RemoteCarrier | LocalCarrier;

/** Writes `sentence` and what it is about to the log, a line per message, without body or address. */
export function consoleCarrier(log: Logger, sentence: string): LocalCarrier {
  return {
    isRemote: false,
    name: 'console',
    note: (sent) => {
      for (const { id, kind, recipient } of sent)
        log.warn({ id, kind, recipient: redact(recipient) }, sentence);
    },
  };
}
