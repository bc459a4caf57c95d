import { createTransport } from 'nodemailer';
import { DeliveryFailure, type OutgoingMessage, type RemoteCarrier } from './carrier.ts';

const SECOND = 1_000;
const CONNECTIONS = 5;
/** Longest silence of the mail server in each phase. */
const TIMEOUTS = {
  dnsTimeout: 5 * SECOND,
  connectionTimeout: 5 * SECOND,
  greetingTimeout: 5 * SECOND,
  socketTimeout: 10 * SECOND,
};

export interface SmtpOptions {
  /** smtp(s)://user:password@host:port */
  readonly url: string;
  /** The sender's mailbox; its domain makes the Message-IDs. */
  readonly from: string;
  /** What the shop calls itself. */
  readonly shop: string;
  /** Longest an attempt may take, ms; below the lease, so that nobody else takes the message over meanwhile. */
  readonly deadlineMs: number;
}

/**
 * E-mail over SMTP (RFC 5321), by pooled connections. An accepted message may still be sent again, if this process dies
 * before it has written so down: the Message-ID is the same then, and receivers drop the second.
 */
export function smtpCarrier({ url, from, shop, deadlineMs }: SmtpOptions): RemoteCarrier {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    // A pooled connection that the server closed meanwhile costs no attempt.
    maxRequeues: 1,
    ...TIMEOUTS,
    // Content is ours alone: no template may ever make the sender read a file or fetch an URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // An idle pooled connection that breaks is replaced when it is needed.
  transport.on('error', () => {});
  const domain = from.slice(from.lastIndexOf('@') + 1);

  return {
    isRemote: true,
    name: 'smtp',
    capacity: CONNECTIONS,
    send: (message) =>
      withinDeadline(deadlineMs, async () => {
        try {
          return replyCode(await transport.sendMail(mailOf(message, { from, shop, domain })));
        } catch (error) {
          throw failureOf(error);
        }
      }),
    close: async () => transport.close(),
  };
}

function mailOf(
  { id, recipient, subject, text, html }: OutgoingMessage,
  sender: { from: string; shop: string; domain: string },
) {
  return {
    // Objects, not text: an address is never parsed for a list or a display name.
    from: { name: sender.shop, address: sender.from },
    to: { name: '', address: recipient },
    subject,
    text,
    ...(html && { html }),
    messageId: `<${id}@${sender.domain}>`,
    // RFC 3834: keeps out-of-office answers away.
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/** `250` of `250 2.0.0 Ok: queued as ...`. */
const replyCode = ({ response }: { response?: unknown }): string =>
  /^\d{3}/.exec(String(response))?.[0] ?? 'accepted';

/**
 * A 5xx reply to the recipient or to the content is final (RFC 5321, 4.2.1); one to the login or the sender is a fault
 * of our configuration, which somebody will mend. Of the error only its code is kept: its message quotes addresses.
 */
function failureOf(error: unknown): DeliveryFailure {
  const { code, originalCode, command, responseCode } = error as {
    code?: unknown;
    originalCode?: unknown;
    command?: unknown;
    responseCode?: unknown;
  };
  const isFinal =
    typeof responseCode === 'number' && responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
  return new DeliveryFailure(String(responseCode ?? originalCode ?? code ?? 'unknown'), isFinal);
}

async function withinDeadline<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new DeliveryFailure('TIMEOUT', false)), ms);
  try {
    return await Promise.race([work(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
