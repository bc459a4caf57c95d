import { OperatorProblem } from './operator-problem.ts';
import { findFreePorts, isPortFree } from './ports.ts';
import { SERVICES, type ServiceName, TOPOLOGY } from './topology.ts';

/** Where services listen: any free ports, or the usual ones save those that are named. */
export type PortChoice = 'free' | Partial<Record<ServiceName, number>>;

/** The base URL of every service under this choice of ports. */
export async function chooseUrls(choice: PortChoice): Promise<Record<ServiceName, string>> {
  const free = choice === 'free' ? await findFreePorts(SERVICES.length) : [];
  const portOf = (name: ServiceName, at: number) =>
    choice === 'free' ? free[at]! : (choice[name] ?? TOPOLOGY[name].port);
  return Object.fromEntries(
    SERVICES.map((name, at) => [name, `http://127.0.0.1:${portOf(name, at)}`]),
  ) as Record<ServiceName, string>;
}

/** Throws an OperatorProblem that names every port that `services` need and something else has, or that two share. */
export async function requireFreePorts(
  services: readonly ServiceName[],
  urls: Readonly<Record<ServiceName, string>>,
): Promise<void> {
  const owners = new Map<number, ServiceName>();
  const problems: string[] = [];
  for (const name of services) {
    const port = Number(new URL(urls[name]).port);
    const variable = `${name.toUpperCase()}_PORT`;
    const sharer = owners.get(port);
    owners.set(port, name);
    if (sharer) {
      problems.push(`Port ${port} is given to both ${sharer} and ${name}: set another by ${variable}.`);
    } else if (!(await isPortFree(port))) {
      problems.push(
        `Port ${port}, which ${name} needs, is in use: stop the program that uses it or set ${variable}.`,
      );
    }
  }
  if (problems.length > 0) throw new OperatorProblem(problems.join('\n'));
}
