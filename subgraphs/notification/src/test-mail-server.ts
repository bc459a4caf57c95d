import { createServer, type Server, type Socket } from 'node:net';

/** A mail as the server got it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: string;
  /** Header names in lower case, folded lines joined. */
  readonly headers: ReadonlyMap<string, string>;
  readonly raw: string;
}

/** A small real mail server (RFC 5321, no extensions) for tests: it keeps what it accepts. */
export interface TestMailServer {
  readonly url: string;
  readonly port: number;
  readonly mails: ReceivedMail[];
  /** What to answer to RCPT TO and to the end of DATA; null for no answer at all. */
  answers: { rcpt: string; data: string | null };
  stop(): Promise<void>;
}

/** Starts a mail server on `port`, a free one by default. */
export async function startTestMailServer(port = 0): Promise<TestMailServer> {
  const sockets = new Set<Socket>();
  const mails: ReceivedMail[] = [];
  const answers: TestMailServer['answers'] = { rcpt: '250 OK', data: '250 2.0.0 OK queued' };
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    converse(socket, mails, answers);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    port: address.port,
    mails,
    answers,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function converse(socket: Socket, mails: ReceivedMail[], answers: TestMailServer['answers']): void {
  let input = '';
  let mail: { from: string; to: string } = { from: '', to: '' };
  let inData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 test ESMTP');
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    input += chunk;
    for (;;) {
      const end = input.indexOf(inData ? '\r\n.\r\n' : '\r\n');
      if (end === -1) return;
      const text = input.slice(0, end);
      input = input.slice(end + (inData ? 5 : 2));
      if (inData) {
        inData = false;
        mails.push({ ...mail, headers: headersOf(text), raw: text });
        if (answers.data !== null) say(answers.data);
      } else if (/^MAIL FROM:/i.test(text)) {
        mail = { from: /<(.*?)>/.exec(text)![1]!, to: '' };
        say('250 OK');
      } else if (/^RCPT TO:/i.test(text)) {
        mail.to = /<(.*?)>/.exec(text)![1]!;
        say(answers.rcpt);
      } else if (/^DATA/i.test(text)) {
        inData = true;
        say('354 go on');
      } else if (/^QUIT/i.test(text)) {
        socket.end('221 bye\r\n');
      } else {
        say('250 test');
      }
    }
  });
}

function headersOf(raw: string): Map<string, string> {
  const head = raw.split('\r\n\r\n')[0]!.replace(/\r\n[ \t]+/g, ' ');
  return new Map(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
