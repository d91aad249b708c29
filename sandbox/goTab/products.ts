export interface Product {
	productId: string;
	productUuid: string;
	locationId: string;
	categoryId: string;
	name: string;
	description: string;
	productType: string;
	/** Cents. */
	basePrice: number;
	available: boolean;
	orderEnabled: boolean;
	/** Minutes. */
	prepTime: number;
	enableTimestamp: string | null;
	isArchived: boolean;
}

export const CATEGORIES = [
	{ categoryId: '3021', name: 'Beer' },
	{ categoryId: '3022', name: 'Snacks' },
] as const;

/** `prd_xxxxxxxxx` is the product of the webhook samples. */
export const PRODUCTS: readonly Product[] = [
	product('881', 'prd_xxxxxxxxx', 'Pale Ale', '3021', 700),
	product('882', 'prd_s~pr-tz_l', 'Soft Pretzel', '3022', 1150),
	product('883', 'prd_st0ut~_-9', 'Oatmeal Stout', '3021', 800),
	{ ...product('884', 'prd_winter000', 'Winter Ale', '3021', 750), isArchived: true },
];

function product(
	productId: string,
	productUuid: string,
	name: string,
	categoryId: string,
	basePrice: number,
): Product {
	return {
		productId,
		productUuid,
		locationId: '1234',
		categoryId,
		name,
		description: '',
		productType: 'REGULAR',
		basePrice,
		available: true,
		orderEnabled: true,
		prepTime: 5,
		enableTimestamp: null,
		isArchived: false,
	};
}
