/**
 * Written by spec/generate-types.ts from openapi.yaml; change that instead.
 */

export interface paths {
    "/_specimen/health": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /** Is it up, and what does it serve */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/openapi.json": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /** The served document, as JSON */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/openapi.yaml": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /** The served document, as YAML */
        get: operations["getDocumentAsYaml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/control.json": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /** This document, as JSON */
        get: operations["getControlDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/control.yaml": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /** This document, as YAML */
        get: operations["getControlDocumentAsYaml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/worlds": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /** List the worlds, by name */
        get: operations["listWorlds"];
        put?: never;
        /** Create a world, new or as a copy of another */
        post: operations["createWorld"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/worlds/{world}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The name of the world to work on.
                 * @example checkout-test
                 */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        /** Read a world */
        get: operations["getWorld"];
        put?: never;
        post?: never;
        /** Delete a world and all that is in it */
        delete: operations["deleteWorld"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/worlds/{world}/reset": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The name of the world to work on.
                 * @example checkout-test
                 */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a world back to its beginning
         * @description Records, files, faults and journal are as on the first day. Seed and clock are as the world was created with,
         *     unless the body says otherwise. This is the one way to set a clock back.
         */
        post: operations["resetWorld"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/worlds/{world}/snapshot": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The name of the world to work on.
                 * @example checkout-test
                 */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        /** Read all of a world, to restore it later */
        get: operations["takeSnapshot"];
        /**
         * Make a world what it was in a snapshot
         * @description The world is created if there is none of that name. A snapshot of another document is refused.
         */
        put: operations["restoreSnapshot"];
        /** Write a snapshot to the file that the run was started with */
        post: operations["saveSnapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/clock": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /** Read the clock */
        get: operations["getClock"];
        /**
         * Set the clock to a later time
         * @description When it answers, everything that fell due has happened, in order. A running clock goes on running.
         */
        put: operations["setClock"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/clock/freeze": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop the clock where it is */
        post: operations["freezeClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/clock/run": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the clock run on from where it is */
        post: operations["runClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/clock/advance": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn the clock forward
         * @description When it answers, everything that fell due has happened, in order.
         */
        post: operations["advanceClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/subjects": {
        parameters: {
            query?: {
                /**
                 * @description The resource that is meant. Without it, the document's first one with a lifecycle.
                 * @example Individual
                 */
                resource?: components["parameters"]["Resource"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Find subjects, by state
         * @description Personas first, as the document lists them, then whatever has been written, in the order of first writing.
         */
        get: operations["listSubjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/subjects/{id}": {
        parameters: {
            query?: {
                /**
                 * @description The resource that is meant. Without it, the document's first one with a lifecycle.
                 * @example Individual
                 */
                resource?: components["parameters"]["Resource"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The subject's key, as the served API's own paths take it.
                 * @example 1001
                 */
                id: components["parameters"]["SubjectId"];
            };
            cookie?: never;
        };
        /** Read a subject */
        get: operations["getSubject"];
        /**
         * Put a subject in a state, with given fields
         * @description Like a persona: lifecycles that are not named are at their initial state, fields are merged over the faked ones.
         *     What the id was before is gone, but for the first entry of its history. A time may be relative to the clock (`now`, `now+P7D`).
         */
        put: operations["putSubject"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/subjects/{id}/events": {
        parameters: {
            query?: {
                /**
                 * @description The resource that is meant. Without it, the document's first one with a lifecycle.
                 * @example Individual
                 */
                resource?: components["parameters"]["Resource"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The subject's key, as the served API's own paths take it.
                 * @example 1001
                 */
                id: components["parameters"]["SubjectId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an event to a subject
         * @description An event in capitals that some lifecycle of the subject names, or the name of a delay, which is then over.
         */
        post: operations["sendEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/subjects/{id}/allowed": {
        parameters: {
            query?: {
                /**
                 * @description The resource that is meant. Without it, the document's first one with a lifecycle.
                 * @example Individual
                 */
                resource?: components["parameters"]["Resource"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The subject's key, as the served API's own paths take it.
                 * @example 1001
                 */
                id: components["parameters"]["SubjectId"];
            };
            cookie?: never;
        };
        /** What may happen to a subject now, what may not, and what would unlock it */
        get: operations["getAllowed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/subjects/{id}/history": {
        parameters: {
            query?: {
                /**
                 * @description The resource that is meant. Without it, the document's first one with a lifecycle.
                 * @example Individual
                 */
                resource?: components["parameters"]["Resource"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The subject's key, as the served API's own paths take it.
                 * @example 1001
                 */
                id: components["parameters"]["SubjectId"];
            };
            cookie?: never;
        };
        /** Every transition of a subject, oldest first */
        get: operations["getHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/scenarios": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /** List the scenarios */
        get: operations["listScenarios"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/scenarios/{scenario}/run": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The scenario's name.
                 * @example approval
                 */
                scenario: components["parameters"]["ScenarioName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Play a scenario in this world
         * @description Its personas are put in place first, then each step is taken in order. Whatever else is in the world stays.
         */
        post: operations["runScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/faults": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /** List the faults, in the order in which they are asked */
        get: operations["listFaults"];
        put?: never;
        /**
         * Let something go wrong
         * @description Without `operation` and `subject` it concerns every call, without `count` it lasts, without `probability` it is
         *     certain. Chance comes from the world's seed, so the same calls meet the same faults. The first fault that strikes
         *     is the one that is met. Calls to this control API are never disturbed.
         */
        post: operations["addFault"];
        /** Remove all faults */
        delete: operations["clearFaults"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/faults/{fault}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The fault's id.
                 * @example fault-1
                 */
                fault: components["parameters"]["FaultId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a fault */
        delete: operations["removeFault"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/journal": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /** List exchanges, oldest first */
        get: operations["listExchanges"];
        put?: never;
        post?: never;
        /** Forget all exchanges */
        delete: operations["clearJournal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/journal/count": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /** Count exchanges */
        get: operations["countExchanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/journal.har": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /** The journal as an HTTP archive (HAR 1.2) */
        get: operations["exportJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/events": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Exchanges and transitions as they happen
         * @description Server-sent events. `exchange` carries an Exchange, `transition` a Transition, `clock` a ClockNews, `reset`
         *     nothing. With `Last-Event-ID` it begins after that one, as far back as the journal reaches; if the world began
         *     anew since then, with `reset` and all that it holds. While somebody listens and the clock runs, what falls due
         *     is told when it does.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/provider-states": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prepare what a contract expects
         * @description Pact's state-change protocol. The states are `<resource> exists` and `<resource> receives event`, with the
         *     resource's name in lower case. An empty state prepares nothing. A teardown of a known state changes nothing.
         */
        post: operations["changeProviderState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/lifecycles": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        /** List the lifecycles of the served document */
        get: operations["listLifecycles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/lifecycles/{lifecycle}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The lifecycle's id.
                 * @example kyc
                 */
                lifecycle: components["parameters"]["LifecycleId"];
            };
            cookie?: never;
        };
        /** Read a lifecycle */
        get: operations["getLifecycle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_specimen/lifecycles/{lifecycle}.svg": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The lifecycle's id.
                 * @example kyc
                 */
                lifecycle: components["parameters"]["LifecycleId"];
            };
            cookie?: never;
        };
        /** A lifecycle as a picture */
        get: operations["drawLifecycle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        WorldName: string;
        Name: string;
        SubjectKey: string;
        /** @description An ISO 8601 duration, such as `PT2S`, `P7D` or `P1M`. */
        Duration: string;
        /** @description A JSON pointer into the served document. */
        Pointer: string;
        Seed: number;
        /** @description Lifecycle → state. */
        States: {
            [key: string]: string;
        };
        /** @description Properties of the resource. */
        Fields: {
            [key: string]: unknown;
        };
        Beginning: {
            seed?: components["schemas"]["Seed"];
            /**
             * Format: date-time
             * @description Where the clock starts.
             */
            now?: string;
            /** @description Whether the clock runs. */
            running?: boolean;
            /** @description Played before anything else. */
            scenario?: components["schemas"]["Name"];
        };
        NewWorld: {
            name: components["schemas"]["WorldName"];
            /** @description Start as a copy of this world. What else the body says is changed in the copy. */
            from?: components["schemas"]["WorldName"];
            seed?: components["schemas"]["Seed"];
            /**
             * Format: date-time
             * @description Where the clock starts.
             */
            now?: string;
            /** @description Whether the clock runs. */
            running?: boolean;
            /** @description Played before anything else. */
            scenario?: components["schemas"]["Name"];
        };
        Placement: {
            states?: components["schemas"]["States"];
            /** @description Names of schemas that it shall satisfy. */
            satisfies?: components["schemas"]["Name"][];
            fields?: components["schemas"]["Fields"];
        };
        NewFault: {
            /** @description Only this operation. */
            operation?: components["schemas"]["Name"];
            /** @description Only calls that work on this subject or come from it. */
            subject?: components["schemas"]["SubjectKey"];
            /** @description Strikes this many times and is gone. Without it, it lasts. */
            count?: number;
            /** @description Without it, certain. */
            probability?: number;
            effect: components["schemas"]["Effect"];
        };
        Effect: components["schemas"]["ErrorEffect"] | components["schemas"]["ConnectionEffect"] | components["schemas"]["LatencyEffect"];
        /** @description The call is refused, nothing changes. */
        ErrorEffect: {
            /** @description Answered with the document's own error body for it. */
            status: number;
            /** @description Which of the document's error bodies. */
            example?: components["schemas"]["Name"];
            /** @description Seconds, sent as Retry-After. */
            retry_after?: number;
            latency?: components["schemas"]["Latency"];
        };
        /** @description The call is done, its reply does not arrive whole. */
        ConnectionEffect: {
            /**
             * @description `cut`: no reply at all. `truncate`: half of the body, then the end.
             * @enum {string}
             */
            connection: "cut" | "truncate";
            latency?: components["schemas"]["Latency"];
        };
        /** @description The call is done, its reply comes late. */
        LatencyEffect: {
            latency: components["schemas"]["Latency"];
        };
        /** @description Fixed, or from a range. */
        Latency: components["schemas"]["Duration"] | {
            from: components["schemas"]["Duration"];
            to: components["schemas"]["Duration"];
        };
        StateChange: {
            state: string;
            params?: components["schemas"]["Fields"];
            /**
             * @description Without it, setup.
             * @enum {string}
             */
            action?: "setup" | "teardown";
            /** @description Some verifiers say whose contract it is. */
            consumer?: string;
        };
        /** @description A world, to be kept and restored by the version of Specimen that wrote it, for the same document. */
        Snapshot: {
            /** @description Always `specimen-snapshot`. */
            format: string;
            /** @description Of the format. */
            version: number;
            document: {
                title: string;
                version: string;
                /** @description Of the document's content. */
                digest: string;
            };
            /** @description Of what is in `world`. */
            digest: string;
            /** @description Seed, clock, records, files, faults and journal, in a form private to the version. */
            world: {
                [key: string]: unknown;
            };
        };
        Health: {
            /** @constant */
            status: "ok";
            /** @description Of Specimen. */
            version: string;
            document: {
                title: string;
                version: string;
            };
        };
        OpenApiDocument: {
            openapi: string;
            info: {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        World: {
            name: components["schemas"]["WorldName"];
            /** @description What it was copied from. */
            from?: components["schemas"]["WorldName"];
            seed: components["schemas"]["Seed"];
            clock: components["schemas"]["Clock"];
            /** @description How many have been written. */
            records: number;
            faults: number;
            /** @description How many the journal holds. */
            exchanges: number;
            /**
             * Format: date-time
             * @description The last use, by the clock of the machine.
             */
            used_at: string;
        };
        Clock: {
            /** Format: date-time */
            now: string;
            running: boolean;
            /**
             * Format: date-time
             * @description When the next delay is over.
             */
            next_due: string | null;
        };
        ClockMove: {
            clock: components["schemas"]["Clock"];
            /** @description What fell due. */
            transitions: components["schemas"]["Transition"][];
        };
        ClockNews: {
            /** Format: date-time */
            now: string;
            running: boolean;
        };
        Subject: {
            resource: string;
            id: string | number;
            /** @description Its name, if it is a persona. */
            persona?: string;
            /** @description What is to be known about it, if it is a persona. */
            sentence?: string;
            /** @description A token that is always valid, if it is a caller. */
            token?: string;
            states: components["schemas"]["States"];
            /** @description The delays that are running. */
            due: {
                lifecycle: string;
                delay: string;
                /** Format: date-time */
                at: string;
            }[];
            /** @description All of it. */
            model: components["schemas"]["Fields"];
        };
        Transition: {
            /** Format: date-time */
            at: string;
            resource: string;
            subject: string | number;
            lifecycle: string;
            from: string;
            to: string;
            cause: {
                /** @enum {string} */
                kind: "operation" | "event" | "delay" | "always" | "placement";
                /** @description The operation, event, delay or guard. */
                name: string;
                /** @description The number of the exchange, if a call caused it. */
                exchange?: number;
            };
            rule: components["schemas"]["Pointer"];
        };
        Outcome: {
            transitions: components["schemas"]["Transition"][];
            subject: components["schemas"]["Subject"];
        };
        Step: {
            name: string;
            /** @enum {string} */
            kind: "operation" | "event" | "delay";
            leads_to: components["schemas"]["States"];
        };
        Allowed: {
            states: components["schemas"]["States"];
            allowed: components["schemas"]["Step"][];
            refused: {
                name: string;
                /** @enum {string} */
                kind: "operation" | "event";
                why: string;
                lifecycle: string;
                state: string;
                /** @description The schema that does not hold, if that is why. */
                guard?: string;
                /** @description The entry of the document's examples that a call is answered with. */
                refusal?: string;
                rule: components["schemas"]["Pointer"];
                /** @description What the guard asks for. */
                missing: components["schemas"]["FieldFault"][];
                /** @description The shortest way to where it is allowed. Empty, if there is none, or if only fields are missing. */
                unlock: components["schemas"]["Step"][];
            }[];
        };
        Scenario: {
            name: string;
            sentence: string;
            personas: string[];
            steps: {
                [key: string]: unknown;
            }[];
        };
        ScenarioRun: {
            scenario: string;
            steps: {
                step: {
                    [key: string]: unknown;
                };
                outcome: string;
                /** @description Of the reply, if the step is a call. */
                status?: number;
            }[];
            subjects: components["schemas"]["Subject"][];
        };
        Fault: {
            id: string;
            /** @description How often it has. */
            struck: number;
            operation?: string;
            subject?: string;
            count?: number;
            probability: number;
            effect: components["schemas"]["Effect"];
        };
        Exchange: {
            /** @description Counts from 1 in each world. */
            number: number;
            /**
             * Format: date-time
             * @description By the clock of the world.
             */
            at: string;
            /** @description By the clock of the world; 0 while it is frozen. */
            duration_ms: number;
            method: string;
            /** @description With the query. */
            path: string;
            operation?: string;
            resource?: string;
            subject?: string | number;
            caller?: string | number;
            /** @description 0, if the connection was cut, or the client left. */
            status: number;
            /** @description Why it was answered so. */
            why: string;
            rule?: components["schemas"]["Pointer"];
            /** @description The id of the fault that struck, if one did. */
            fault?: string;
            transitions: components["schemas"]["Transition"][];
            request: components["schemas"]["Message"];
            response: components["schemas"]["Message"];
        };
        Message: {
            headers: {
                [key: string]: string;
            };
            /** @description JSON as it is; text as a string; bytes as a base64 string. */
            body?: unknown;
        };
        HttpArchive: {
            log: {
                /** @constant */
                version: "1.2";
                creator: {
                    name: string;
                    version: string;
                };
                entries: {
                    [key: string]: unknown;
                }[];
            };
        };
        Lifecycle: {
            id: string;
            resource: string;
            initial: string;
            /** @description Where in the model the state shows. */
            property?: string;
            /** @description In milliseconds. */
            delays: {
                [key: string]: number;
            };
            /** @description Operations and events that it names. */
            events: string[];
            states: {
                [key: string]: {
                    name: string;
                    on: components["schemas"]["Exits"];
                    after: components["schemas"]["Exits"];
                    always: components["schemas"]["Exit"][];
                    refusal?: string;
                    pointer: components["schemas"]["Pointer"];
                };
            };
        };
        /** @description Event or delay → what is tried, in order. */
        Exits: {
            [key: string]: components["schemas"]["Exit"][];
        };
        Exit: {
            /** @description Absent: the state stays. */
            target?: string;
            guard?: string;
            actions: ("read" | "list" | "create" | "merge" | "replace" | "delete")[];
            pointer: components["schemas"]["Pointer"];
        };
        FieldFault: {
            field: string;
            message: string;
        };
        /** @description Problem details (RFC 9457). */
        Problem: {
            /** Format: uri */
            type: string;
            /** @enum {string} */
            code: "control.token_missing" | "control.token_unknown" | "control.host_foreign" | "control.origin_foreign" | "world.missing" | "body.unreadable" | "body.too_large" | "body.not_json" | "request.invalid" | "world.unknown" | "world.exists" | "snapshot.mismatch" | "snapshot.no_file" | "clock.backwards" | "duration.malformed" | "resource.unknown" | "subject.unknown" | "state.unknown" | "schema.unknown" | "fields.invalid" | "event.unknown" | "event.not_allowed" | "scenario.unknown" | "fault.unknown" | "operation.unknown" | "example.unknown" | "lifecycle.unknown" | "provider_state.unknown";
            title: string;
            status: number;
            detail: string;
            errors?: components["schemas"]["FieldFault"][];
            /** @description What is allowed instead. */
            allowed?: string[];
            /** @description The names that exist. */
            known?: string[];
        };
    };
    responses: {
        /** @description The clock. */
        Clock: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Clock"];
            };
        };
        /** @description The clock, and what fell due on the way. */
        ClockMoved: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ClockMove"];
            };
        };
        /** @description The body cannot be read, or no world is named where each call must name one. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body cannot be read. */
        BodyUnreadable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No world is named, and the mock was started so that each call must name one. */
        NoWorld: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The control token is missing or wrong. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Called from a page or under a name that is not this machine's. */
        Foreign: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such world. */
        NoWorldOfThatName: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such world to copy, or no such scenario. */
        NoSource: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such world or scenario. */
        NoBeginning: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such subject. */
        NoSubject: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such scenario. */
        NoScenario: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such fault. */
        NoFault: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such lifecycle. */
        NoLifecycle: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such lifecycle, or no such subject. */
        NoPicture: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is a world of that name, or its clock would begin before that of the one it is a copy of. */
        CannotCreate: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The snapshot is of another document, or of another version of the format. */
        SnapshotMismatch: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The mock was started without a file for snapshots. */
        NoSnapshotFile: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The time lies before the clock's. */
        ClockBackwards: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The event is known, and not allowed now. */
        EventNotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is over the limit. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not JSON. */
        NotJson: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something in the request is not as described here. */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something in the request is not as described here. */
        InvalidDuration: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something in the request is not as described here. */
        InvalidResource: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something in the request is not as described here. */
        InvalidSearch: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something in the request is not as described here, or not in the document. */
        InvalidPlacement: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something in the request is not as described here, or no lifecycle names the event. */
        InvalidEvent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something in the request is not as described here, or not in the document. */
        InvalidFault: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something in the request is not as described here. */
        InvalidFilter: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something in the request is not as described here, or not in the document. */
        InvalidStateChange: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
         * @example checkout-test
         */
        World: components["schemas"]["WorldName"];
        /**
         * @description The name of the world to work on.
         * @example checkout-test
         */
        WorldName: components["schemas"]["WorldName"];
        /**
         * @description The resource that is meant. Without it, the document's first one with a lifecycle.
         * @example Individual
         */
        Resource: components["schemas"]["Name"];
        /**
         * @description The subject's key, as the served API's own paths take it.
         * @example 1001
         */
        SubjectId: components["schemas"]["SubjectKey"];
        /**
         * @description Only subjects in this state of any of their lifecycles, or of the one that `lifecycle` names.
         * @example Pending
         */
        State: components["schemas"]["Name"];
        /**
         * @description The lifecycle that `state` is a state of.
         * @example kyc
         */
        Lifecycle: components["schemas"]["Name"];
        /** @description At most this many. */
        Limit: number;
        /**
         * @description The scenario's name.
         * @example approval
         */
        ScenarioName: components["schemas"]["Name"];
        /**
         * @description The fault's id.
         * @example fault-1
         */
        FaultId: string;
        /**
         * @description The lifecycle's id.
         * @example kyc
         */
        LifecycleId: components["schemas"]["Name"];
        /**
         * @description Only calls of this operation of the served document.
         * @example submitIdentification
         */
        OperationFilter: components["schemas"]["Name"];
        /**
         * @description Only calls that worked on this subject.
         * @example 1001
         */
        SubjectFilter: components["schemas"]["SubjectKey"];
        /** @description Only calls with this method. */
        MethodFilter: "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE";
        /**
         * @description Only calls answered so, `409` or `4XX`; `0` where the reply did not arrive.
         * @example 4XX
         */
        StatusFilter: string;
        /**
         * @description Only exchanges with a greater number.
         * @example 12
         */
        After: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    getDocument: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An OpenAPI document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    getDocumentAsYaml: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An OpenAPI document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    getControlDocument: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An OpenAPI document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    getControlDocumentAsYaml: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An OpenAPI document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    listWorlds: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The worlds in use. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        worlds: components["schemas"]["World"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    createWorld: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWorld"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["World"];
                };
            };
            400: components["responses"]["BodyUnreadable"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoSource"];
            409: components["responses"]["CannotCreate"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
        };
    };
    getWorld: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The name of the world to work on.
                 * @example checkout-test
                 */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The world. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["World"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoWorldOfThatName"];
            422: components["responses"]["Invalid"];
        };
    };
    deleteWorld: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The name of the world to work on.
                 * @example checkout-test
                 */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. Used again it starts from the beginning. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoWorldOfThatName"];
            422: components["responses"]["Invalid"];
        };
    };
    resetWorld: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The name of the world to work on.
                 * @example checkout-test
                 */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Beginning"];
            };
        };
        responses: {
            /** @description The world at its beginning. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["World"];
                };
            };
            400: components["responses"]["BodyUnreadable"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoBeginning"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
        };
    };
    takeSnapshot: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The name of the world to work on.
                 * @example checkout-test
                 */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshot. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoWorldOfThatName"];
            422: components["responses"]["Invalid"];
        };
    };
    restoreSnapshot: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The name of the world to work on.
                 * @example checkout-test
                 */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Snapshot"];
            };
        };
        responses: {
            /** @description The world as it was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["World"];
                };
            };
            400: components["responses"]["BodyUnreadable"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            409: components["responses"]["SnapshotMismatch"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
        };
    };
    saveSnapshot: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The name of the world to work on.
                 * @example checkout-test
                 */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Written. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoWorldOfThatName"];
            409: components["responses"]["NoSnapshotFile"];
            422: components["responses"]["Invalid"];
        };
    };
    getClock: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Clock"];
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    setClock: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    now: string;
                };
            };
        };
        responses: {
            200: components["responses"]["ClockMoved"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            409: components["responses"]["ClockBackwards"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
        };
    };
    freezeClock: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Clock"];
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    runClock: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Clock"];
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    advanceClock: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    by: components["schemas"]["Duration"];
                };
            };
        };
        responses: {
            200: components["responses"]["ClockMoved"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["InvalidDuration"];
        };
    };
    listSubjects: {
        parameters: {
            query?: {
                /**
                 * @description The resource that is meant. Without it, the document's first one with a lifecycle.
                 * @example Individual
                 */
                resource?: components["parameters"]["Resource"];
                /**
                 * @description Only subjects in this state of any of their lifecycles, or of the one that `lifecycle` names.
                 * @example Pending
                 */
                state?: components["parameters"]["State"];
                /**
                 * @description The lifecycle that `state` is a state of.
                 * @example kyc
                 */
                lifecycle?: components["parameters"]["Lifecycle"];
                /** @description At most this many. */
                limit?: components["parameters"]["Limit"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        subjects: components["schemas"]["Subject"][];
                    };
                };
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["InvalidSearch"];
        };
    };
    getSubject: {
        parameters: {
            query?: {
                /**
                 * @description The resource that is meant. Without it, the document's first one with a lifecycle.
                 * @example Individual
                 */
                resource?: components["parameters"]["Resource"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The subject's key, as the served API's own paths take it.
                 * @example 1001
                 */
                id: components["parameters"]["SubjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subject. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subject"];
                };
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoSubject"];
            422: components["responses"]["InvalidResource"];
        };
    };
    putSubject: {
        parameters: {
            query?: {
                /**
                 * @description The resource that is meant. Without it, the document's first one with a lifecycle.
                 * @example Individual
                 */
                resource?: components["parameters"]["Resource"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The subject's key, as the served API's own paths take it.
                 * @example 1001
                 */
                id: components["parameters"]["SubjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Placement"];
            };
        };
        responses: {
            /** @description The subject, in place. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subject"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoSubject"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["InvalidPlacement"];
        };
    };
    sendEvent: {
        parameters: {
            query?: {
                /**
                 * @description The resource that is meant. Without it, the document's first one with a lifecycle.
                 * @example Individual
                 */
                resource?: components["parameters"]["Resource"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The subject's key, as the served API's own paths take it.
                 * @example 1001
                 */
                id: components["parameters"]["SubjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    event: string;
                };
            };
        };
        responses: {
            /** @description What happened, and the subject as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outcome"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoSubject"];
            409: components["responses"]["EventNotAllowed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["InvalidEvent"];
        };
    };
    getAllowed: {
        parameters: {
            query?: {
                /**
                 * @description The resource that is meant. Without it, the document's first one with a lifecycle.
                 * @example Individual
                 */
                resource?: components["parameters"]["Resource"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The subject's key, as the served API's own paths take it.
                 * @example 1001
                 */
                id: components["parameters"]["SubjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each governed operation and each event, once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Allowed"];
                };
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoSubject"];
            422: components["responses"]["InvalidResource"];
        };
    };
    getHistory: {
        parameters: {
            query?: {
                /**
                 * @description The resource that is meant. Without it, the document's first one with a lifecycle.
                 * @example Individual
                 */
                resource?: components["parameters"]["Resource"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The subject's key, as the served API's own paths take it.
                 * @example 1001
                 */
                id: components["parameters"]["SubjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each with its cause and its time. Empty for a subject that nothing has happened to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        transitions: components["schemas"]["Transition"][];
                    };
                };
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoSubject"];
            422: components["responses"]["InvalidResource"];
        };
    };
    listScenarios: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As the document's scenario file has them now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        scenarios: components["schemas"]["Scenario"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    runScenario: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The scenario's name.
                 * @example approval
                 */
                scenario: components["parameters"]["ScenarioName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What each step led to, and the personas as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioRun"];
                };
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoScenario"];
            422: components["responses"]["Invalid"];
        };
    };
    listFaults: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that can still strike. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        faults: components["schemas"]["Fault"][];
                    };
                };
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    addFault: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFault"];
            };
        };
        responses: {
            /** @description From the next call on. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fault"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["InvalidFault"];
        };
    };
    clearFaults: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There are none. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    removeFault: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The fault's id.
                 * @example fault-1
                 */
                fault: components["parameters"]["FaultId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoFault"];
            422: components["responses"]["Invalid"];
        };
    };
    listExchanges: {
        parameters: {
            query?: {
                /**
                 * @description Only calls of this operation of the served document.
                 * @example submitIdentification
                 */
                operation?: components["parameters"]["OperationFilter"];
                /**
                 * @description Only calls that worked on this subject.
                 * @example 1001
                 */
                subject?: components["parameters"]["SubjectFilter"];
                /** @description Only calls with this method. */
                method?: components["parameters"]["MethodFilter"];
                /**
                 * @description Only calls answered so, `409` or `4XX`; `0` where the reply did not arrive.
                 * @example 4XX
                 */
                status?: components["parameters"]["StatusFilter"];
                /**
                 * @description Only exchanges with a greater number.
                 * @example 12
                 */
                after?: components["parameters"]["After"];
                /** @description At most this many. */
                limit?: components["parameters"]["Limit"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that the journal still holds; `dropped` says how many older ones it does not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        exchanges: components["schemas"]["Exchange"][];
                        dropped: number;
                    };
                };
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["InvalidFilter"];
        };
    };
    clearJournal: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Empty. Numbering goes on. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    countExchanges: {
        parameters: {
            query?: {
                /**
                 * @description Only calls of this operation of the served document.
                 * @example submitIdentification
                 */
                operation?: components["parameters"]["OperationFilter"];
                /**
                 * @description Only calls that worked on this subject.
                 * @example 1001
                 */
                subject?: components["parameters"]["SubjectFilter"];
                /** @description Only calls with this method. */
                method?: components["parameters"]["MethodFilter"];
                /**
                 * @description Only calls answered so, `409` or `4XX`; `0` where the reply did not arrive.
                 * @example 4XX
                 */
                status?: components["parameters"]["StatusFilter"];
                /**
                 * @description Only exchanges with a greater number.
                 * @example 12
                 */
                after?: components["parameters"]["After"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many there are. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                    };
                };
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["InvalidFilter"];
        };
    };
    exportJournal: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description For the network panel of a browser, and whatever else reads HAR. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HttpArchive"];
                };
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    streamEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
                /**
                 * @description The id of the last event received.
                 * @example 12
                 */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream that ends when the client leaves or the world is deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    changeProviderState: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StateChange"];
            };
        };
        responses: {
            /** @description The values that the contract may put into its requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoSubject"];
            409: components["responses"]["EventNotAllowed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["InvalidStateChange"];
        };
    };
    listLifecycles: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the document's order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lifecycles: components["schemas"]["Lifecycle"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            422: components["responses"]["Invalid"];
        };
    };
    getLifecycle: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The lifecycle's id.
                 * @example kyc
                 */
                lifecycle: components["parameters"]["LifecycleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its states, and what leads from one to the other. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lifecycle"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoLifecycle"];
            422: components["responses"]["Invalid"];
        };
    };
    drawLifecycle: {
        parameters: {
            query?: {
                /** @description Mark the state in which this subject of the world is. */
                subject?: components["schemas"]["SubjectKey"];
            };
            header?: {
                /**
                 * @description The world that is meant. Without it, the cookie of that name; without both, `main`.
                 * @example checkout-test
                 */
                "Specimen-World"?: components["parameters"]["World"];
            };
            path: {
                /**
                 * @description The lifecycle's id.
                 * @example kyc
                 */
                lifecycle: components["parameters"]["LifecycleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description SVG. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            400: components["responses"]["NoWorld"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Foreign"];
            404: components["responses"]["NoPicture"];
            422: components["responses"]["Invalid"];
        };
    };
}
