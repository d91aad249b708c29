/** Something that cannot be sent as asked. Nothing has been sent when it is thrown. */
export class InputError extends Error {
	/**
	 * @param message what is wrong, without secrets
	 * @param advice what to do about it
	 */
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
		this.name = 'InputError';
	}
}
