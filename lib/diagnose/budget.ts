/** As many digests as a diagnosis may compute, however many secrets and variants there are. */
const MOST_ATTEMPTS = 200;
/** And as many bytes as it may hash, because a long body makes each attempt dear. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Bounds what a refused request, which anybody can send, may cost. */
export class Budget {
	private attempts = MOST_ATTEMPTS;

	private bytes = MOST_BYTES;

	/** Whether one more attempt over so many bytes is affordable; if so, it is paid. */
	take(bytes: number): boolean {
		if (this.attempts <= 0 || this.bytes < bytes) return false;
		this.attempts -= 1;
		this.bytes -= bytes;
		return true;
	}
}
