import { html, type Html } from './html';

export interface TextField {
	name: string;
	label: string;
	value: string;
	type?: 'text' | 'url' | 'password';
	hint?: string;
	problem?: string;
	optional?: boolean;
}

export function textField(field: TextField): Html {
	const { name, label, value, type = 'text', hint, problem, optional } = field;
	const placeholder = type === 'url' && html`placeholder="https://n8n.example.com/webhook/…"`;
	return html`<div class="field">
		<label for="${name}"
			>${label} ${optional && html`<span class="optional">optional</span>`}</label
		>
		<input
			id="${name}"
			name="${name}"
			type="${type}"
			value="${value}"
			autocomplete="off"
			${placeholder}
			${describe(name, problem, hint !== undefined)}
		/>
		${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
		${problemText(name, problem)}
	</div>`;
}

/** Ties hint and problem to their field, for screen readers. */
export function describe(name: string, problem: string | undefined, hasHint: boolean): Html {
	const ids = [problem !== undefined && `${name}-problem`, hasHint && `${name}-hint`].filter(
		Boolean,
	);
	return html`${problem !== undefined && html`aria-invalid="true"`}
	${ids.length > 0 && html`aria-describedby="${ids.join(' ')}"`}`;
}

export function problemText(name: string, problem: string | undefined): Html | undefined {
	if (problem === undefined) return undefined;
	return html`<p class="problem" id="${name}-problem">${problem}</p>`;
}

/** @param options the texts by their values */
export function choiceField(
	name: string,
	label: string,
	options: Readonly<Record<string, string>>,
	chosen: string,
): Html {
	return html`<div class="field">
		<label for="${name}">${label}</label>
		<select id="${name}" name="${name}">
			${Object.entries(options).map(
				([value, text]) =>
					html`<option value="${value}" ${value === chosen && html`selected`}>${text}</option>`,
			)}
		</select>
	</div>`;
}
