import type { IDataObject, Workflow } from 'n8n-workflow';

/**
 * The static data of one workflow as n8n's database holds it. All of it is one JSON text: each
 * webhook call, activation and run loads a copy when it starts, and whatever changed its copy
 * saves that copy whole when it ends. What others have saved in between is lost.
 *
 * @see n8n's workflow-static-data.service.ts, live-webhooks.ts, execution-lifecycle-hooks.ts
 */
export class StoredStaticData {
	/** How often something was saved. */
	saves = 0;

	constructor(private stored = '{}') {}

	/** The JSON text. */
	get text(): string {
		return this.stored;
	}

	/** A copy of what is stored now, for a `Workflow` to work on. */
	load(): IDataObject {
		return JSON.parse(this.stored) as IDataObject;
	}

	/** Replaces all that is stored by the copy of a call, if the call has changed its copy. */
	saveIfChanged({ staticData }: Workflow): void {
		if (staticData.__dataChanged !== true) return;
		this.save(staticData);
		staticData.__dataChanged = false;
	}

	/** Replaces all that is stored, as n8n does at the end of a run that changed its copy. */
	save(staticData: IDataObject): void {
		this.stored = JSON.stringify(staticData);
		this.saves += 1;
	}
}
