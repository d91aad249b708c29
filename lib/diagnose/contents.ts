import type { HmacScheme } from '../signature/scheme';
import { finding, type Finding } from './cause';
import { idsSent, timestampsSent, type SentPart } from './contentParts';
import { schemeRemedy, type DiagnosisInput } from './input';

/** What may stand around the body in the signed content. */
export interface ContentVariant {
	before: string;
	after: string;
	/** The time as sent, where it is part of the content. */
	timestamp?: string;
	/** What this would mean; empty for the content that the scheme declares. */
	findings: Finding[];
}

/** The contents that schemes declare, and others in use. */
const TEMPLATES = [
	'{body}',
	'{timestamp}.{body}',
	'{id}.{timestamp}.{body}',
	'{timestamp}{body}',
	'{timestamp}:{body}',
	'{body}.{timestamp}',
	'{body}{timestamp}',
	'v0:{timestamp}:{body}',
	'{id}{timestamp}{body}',
] as const;

/** All contents that the request allows, the declared one first if it is among them. */
export function contentVariants(
	input: DiagnosisInput,
	scheme: HmacScheme,
	signatureHeader: string,
): ContentVariant[] {
	const values = { expected: input.platform.name, remedy: schemeRemedy(input) };
	const timestamps = timestampsSent(input, scheme, signatureHeader, values);
	const ids = idsSent(input, scheme, values);
	const variants: ContentVariant[] = [];
	const others = TEMPLATES.filter((template) => template !== scheme.signedContent);
	const isKnown = others.length < TEMPLATES.length;
	const templates = isKnown ? [scheme.signedContent, ...others] : others;
	for (const template of templates) {
		const isDeclared = template === scheme.signedContent;
		const content = describe(template);
		const differs = finding('signed_content_differs', {
			...values,
			content,
			declared: describe(scheme.signedContent),
		});
		for (const timestamp of template.includes('{timestamp}') ? timestamps : [NO_PART]) {
			for (const id of template.includes('{id}') ? ids : [NO_PART]) {
				const fill = (text: string) =>
					text.replace(
						/\{(timestamp|id)\}/g,
						(_, name: string) => (name === 'id' ? id : timestamp).text,
					);
				const [before, after] = template.split('{body}').map(fill);
				const findings = isDeclared ? [...timestamp.findings, ...id.findings] : [differs];
				variants.push({
					before,
					after,
					findings,
					...(timestamp !== NO_PART && { timestamp: timestamp.text }),
				});
			}
		}
	}
	return variants;
}

const NO_PART: SentPart = { text: '', findings: [] };

/** A template in words, because braces mean something else to whoever reads a log in n8n. */
function describe(template: string): string {
	return `"${template.replace(/[{}]/g, '')}"`;
}
