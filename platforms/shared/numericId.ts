/** An id as a JSON number where it is a whole number in plain notation, as text where it is not. */
export function numericId(id: string | undefined): number | string | undefined {
	const number = Number(id);
	return id !== undefined && Number.isSafeInteger(number) && String(number) === id ? number : id;
}
