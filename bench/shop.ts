import type { Platform } from '../platform/platform-options.ts';
import type { GraphqlClient } from './load.ts';

const PRODUCTS = 200;
const VARIANTS = 3;
/** More units than any run sells, so that no order fails for want of stock. */
const UNITS = 1_000_000;
const TOGETHER = 8;

const LOGIN =
  'mutation ($input: CustomerLoginInput!) { customerLogin(input: $input) { session { accessToken } userErrors { message } } }';
const WAREHOUSE =
  'mutation ($input: WarehouseCreateInput!) { warehouseCreate(input: $input) { warehouse { id } userErrors { message } } }';
const PRODUCT =
  'mutation ($input: ProductCreateInput!) { productCreate(input: $input) { product { variants { id } } userErrors { message } } }';
const STOCK =
  'mutation ($input: StockAdjustInput!, $key: String!) { stockAdjust(input: $input, idempotencyKey: $key) { userErrors { message } } }';

interface UserErrors {
  userErrors: { message: string }[];
}

const accepted = <Payload extends UserErrors>(payload: Payload): Payload => {
  if (payload.userErrors.length > 0) throw new Error(payload.userErrors[0]!.message);
  return payload;
};

/** Fills an empty platform with a shop for benchmarks: two warehouses, products with stock; answers the variants' ids. */
export async function fillShop(client: GraphqlClient, { demoAccounts }: Platform): Promise<string[]> {
  const { email, password } = demoAccounts.find(({ role }) => role === 'ADMIN')!;
  const login = await client.ask<{ customerLogin: UserErrors & { session: { accessToken: string } } }>(
    LOGIN,
    { input: { email, password } },
  );
  const token = accepted(login.customerLogin).session.accessToken;
  const warehouses: string[] = [];
  for (const [code, priority] of [
    ['NORTH', 1],
    ['SOUTH', 2],
  ] as const) {
    const made = await client.ask<{ warehouseCreate: UserErrors & { warehouse: { id: string } } }>(
      WAREHOUSE,
      { input: { code, name: `Warehouse ${code}`, priority, country: 'DE' } },
      token,
    );
    warehouses.push(accepted(made.warehouseCreate).warehouse.id);
  }
  const variants: string[] = [];
  const product = async (n: number): Promise<void> => {
    const input = {
      name: `Bench product ${n}`,
      description: 'Something to look at while the clock runs.',
      imageUrl: `http://127.0.0.1/images/${n}.svg`,
      variants: Array.from({ length: VARIANTS }, (_, v) => ({
        sku: `BENCH-${n}-${v}`,
        name: `Variant ${v}`,
        price: { amountMinor: 500 + n, currency: 'EUR' },
      })),
    };
    const { productCreate } = await client.ask<{
      productCreate: UserErrors & { product: { variants: { id: string }[] } };
    }>(PRODUCT, { input }, token);
    for (const { id } of accepted(productCreate).product.variants) {
      variants.push(id);
      for (const warehouseId of warehouses) {
        const stock = { variantId: id, warehouseId, delta: UNITS, reason: 'bench' };
        accepted(
          (
            await client.ask<{ stockAdjust: UserErrors }>(
              STOCK,
              { input: stock, key: `${id}:${warehouseId}` },
              token,
            )
          ).stockAdjust,
        );
      }
    }
  };
  for (let n = 0; n < PRODUCTS; n += TOGETHER)
    await Promise.all(Array.from({ length: TOGETHER }, (_, i) => product(n + i)));
  return variants;
}
