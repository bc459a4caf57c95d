/** What has happened in the demo shop: who bought what, and what became of it. */

/** A person with an account; `demo` is the demo account of the role CUSTOMER, the others are registered. */
export type AccountName = 'demo' | 'mila' | 'jonas' | 'ines';

export interface SeedAddress {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly region?: string;
  readonly postalCode: string;
  readonly country: string;
}

/** How far an order goes after it was placed. */
export type Fate = 'PLACED' | 'PICKED' | 'SHIPPED' | 'IN_TRANSIT' | 'DELIVERED' | 'CANCELLED';

export interface SeedOrder {
  /** An account, or the address of a guest. */
  readonly buyer: { readonly account: AccountName } | { readonly guest: string };
  readonly shipTo: SeedAddress;
  /** SKU and quantity; no two orders of one buyer are alike, by which a repeated seed knows them. */
  readonly lines: readonly (readonly [sku: string, quantity: number])[];
  readonly paymentToken: 'tok_ok' | 'tok_declined' | 'tok_insufficient_funds';
  readonly fate: Fate;
  /** Given back after all, in cents. */
  readonly refundMinor?: number;
  /** Why it was cancelled or given back. */
  readonly reason?: string;
}

/** People who registered; the demo account is there already. */
export const registered = {
  mila: { email: 'mila.horvat@demo.eci.example', name: 'Mila Horvat' },
  jonas: { email: 'jonas.lindqvist@demo.eci.example', name: 'Jonas Lindqvist' },
  ines: { email: 'ines.carvalho@demo.eci.example', name: 'Ines Carvalho' },
} as const satisfies Record<Exclude<AccountName, 'demo'>, { email: string; name: string }>;

const carla: SeedAddress = {
  name: 'Carla Customer',
  line1: 'Deichstrasse 27',
  city: 'Hamburg',
  postalCode: '20459',
  country: 'DE',
};
const mila: SeedAddress = {
  name: 'Mila Horvat',
  line1: 'Ilica 112',
  line2: 'Second floor',
  city: 'Zagreb',
  postalCode: '10000',
  country: 'HR',
};
const jonas: SeedAddress = {
  name: 'Jonas Lindqvist',
  line1: 'Bondegatan 8',
  city: 'Stockholm',
  postalCode: '116 23',
  country: 'SE',
};
const ines: SeedAddress = {
  name: 'Ines Carvalho',
  line1: 'Rua do Almada 340',
  city: 'Porto',
  postalCode: '4050-032',
  country: 'PT',
};
const guestIn = (
  name: string,
  line1: string,
  city: string,
  postalCode: string,
  country: string,
): SeedAddress => ({
  name,
  line1,
  city,
  postalCode,
  country,
});

export const orders: readonly SeedOrder[] = [
  {
    buyer: { account: 'demo' },
    shipTo: carla,
    lines: [
      ['COF-HAR-BLE-ESP-1-KG', 1],
      ['COF-TAL-STO-MUG-INK', 2],
    ],
    paymentToken: 'tok_ok',
    fate: 'DELIVERED',
  },
  {
    buyer: { account: 'demo' },
    shipTo: carla,
    lines: [
      ['TEX-WAF-TOW-BATH', 4],
      ['TEX-LIN-TEA-TOW-SET-OF-2', 1],
    ],
    paymentToken: 'tok_ok',
    fate: 'DELIVERED',
    refundMinor: 3_490,
    reason: 'one towel had a pulled thread',
  },
  {
    buyer: { account: 'demo' },
    shipTo: carla,
    lines: [
      ['STA-DOT-GRI-NOT-A5', 2],
      ['STA-BRA-BAL-BLACK-INK', 1],
    ],
    paymentToken: 'tok_ok',
    fate: 'PLACED',
  },
  {
    buyer: { account: 'mila' },
    shipTo: mila,
    lines: [
      ['OUT-RID-TEN-2-PERSONS', 1],
      ['OUT-CAM-LAN-GREEN', 1],
      ['OUT-ENA-CAM-MUG-0-35-L', 2],
    ],
    paymentToken: 'tok_ok',
    fate: 'SHIPPED',
  },
  {
    buyer: { account: 'mila' },
    shipTo: mila,
    lines: [['OUT-TRA-DAY-26-L', 1]],
    paymentToken: 'tok_declined',
    fate: 'PLACED',
  },
  {
    buyer: { account: 'jonas' },
    shipTo: jonas,
    lines: [
      ['LIG-ORB-PEN-45-CM', 1],
      ['LIG-BEE-PIL-CAN-15-CM', 3],
    ],
    paymentToken: 'tok_ok',
    fate: 'PICKED',
  },
  {
    buyer: { account: 'jonas' },
    shipTo: jonas,
    lines: [['DSK-TWO-BEL-DES-CLO-FERN', 1]],
    paymentToken: 'tok_ok',
    fate: 'CANCELLED',
    reason: 'found one in the attic',
  },
  {
    buyer: { account: 'ines' },
    shipTo: ines,
    lines: [['COF-GOO-KET-1-2-L', 3]],
    paymentToken: 'tok_ok',
    fate: 'IN_TRANSIT',
  },
  {
    buyer: { guest: 'theo.maes@guest.example' },
    shipTo: guestIn('Theo Maes', 'Korte Meer 14', 'Gent', '9000', 'BE'),
    lines: [
      ['KIT-CAR-STE-PAN-28-CM', 1],
      ['KIT-CHE-WOO-SPO-LONG', 1],
    ],
    paymentToken: 'tok_ok',
    fate: 'PLACED',
  },
  {
    buyer: { guest: 'aoife.byrne@guest.example' },
    shipTo: guestIn('Aoife Byrne', '5 Dominick Street Lower', 'Galway', 'H91 X2KP', 'IE'),
    lines: [
      ['GAR-TER-PLA-22-CM', 3],
      ['GAR-KIT-HER-SEE-10-KINDS', 1],
      ['GAR-PLA-MIS-AMBER', 1],
    ],
    paymentToken: 'tok_ok',
    fate: 'DELIVERED',
  },
  {
    buyer: { guest: 'luca.ferri@guest.example' },
    shipTo: guestIn('Luca Ferri', 'Via Santo Stefano 61', 'Bologna', '40125', 'IT'),
    lines: [['TEX-MER-THR-150-X-200-CM', 1]],
    paymentToken: 'tok_ok',
    fate: 'CANCELLED',
    reason: 'ordered the wrong size',
  },
  {
    buyer: { guest: 'nora.weiss@guest.example' },
    shipTo: guestIn('Nora Weiss', 'Lindengasse 9', 'Wien', '1070', 'AT'),
    lines: [['LIG-REA-FLO-LAM-OLIVE', 2]],
    paymentToken: 'tok_insufficient_funds',
    fate: 'PLACED',
  },
  {
    buyer: { guest: 'sam.devries@guest.example' },
    shipTo: guestIn('Sam de Vries', 'Oudegracht 218', 'Utrecht', '3511 NR', 'NL'),
    lines: [
      ['DSK-COR-DES-MAT-80-X-40-CM', 1],
      ['DSK-RIB-PEN-POT-TEAL', 1],
      ['STA-CED-PEN-BOX-OF-12', 1],
    ],
    paymentToken: 'tok_ok',
    fate: 'PLACED',
  },
];
