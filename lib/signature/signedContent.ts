import type { SignedContent } from './scheme';

/**
 * What stands before the body in the signed content. The parts go in exactly as sent: a timestamp
 * that was parsed and written again might differ.
 */
export function contentPrefix(content: SignedContent, id: string, timestamp: string): string {
	switch (content) {
		case '{body}':
			return '';
		case '{timestamp}.{body}':
			return `${timestamp}.`;
		case '{id}.{timestamp}.{body}':
			return `${id}.${timestamp}.`;
	}
}
