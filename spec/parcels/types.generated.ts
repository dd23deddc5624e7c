/**
 * Written by spec/generate-types.ts from openapi.yaml; change that instead.
 */

export interface paths {
    "/parcels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List parcels, oldest first */
        get: operations["listParcels"];
        put?: never;
        /** Announce a parcel */
        post: operations["createParcel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The parcel's id.
                 * @example 7d3c1f50-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["ParcelId"];
            };
            cookie?: never;
        };
        /** Read a parcel */
        get: operations["getParcel"];
        /**
         * Announce the parcel anew under the same id
         * @description Possible until the parcel is dispatched. What is not sent is gone.
         */
        put: operations["replaceParcel"];
        post?: never;
        /**
         * Cancel a parcel
         * @description Possible until the parcel is dispatched. Afterwards there is no such parcel.
         */
        delete: operations["cancelParcel"];
        options?: never;
        head?: never;
        /**
         * Change what is sent, keep the rest
         * @description Possible until the parcel is dispatched. Objects are merged, the list of items is replaced.
         */
        patch: operations["updateParcel"];
        trace?: never;
    };
    "/parcels/{id}/dispatch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The parcel's id.
                 * @example 7d3c1f50-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["ParcelId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand the parcel over to the courier
         * @description The address must be complete by then.
         */
        post: operations["dispatchParcel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parcels/{id}/redirect": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The parcel's id.
                 * @example 7d3c1f50-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["ParcelId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the parcel to a pickup point instead
         * @description Possible while the courier has it and no pickup point does.
         */
        post: operations["redirectParcel"];
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
        /** @description A parcel as the service knows it. */
        Parcel: {
            /** Format: uuid */
            readonly id: string;
            readonly tracking_code: string;
            readonly status: components["schemas"]["ParcelStatus"];
            reference?: components["schemas"]["Reference"];
            recipient: components["schemas"]["Recipient"];
            items: components["schemas"]["Items"];
            /**
             * @default {
             *       "mode": "door"
             *     }
             */
            delivery: components["schemas"]["Delivery"];
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
            /** Format: date-time */
            readonly status_changed_at: string;
        };
        /** @enum {string} */
        ParcelStatus: "Announced" | "Dispatched" | "Collected" | "InTransit" | "Held" | "Delivered" | "Returned";
        /** @description The merchant's own number. */
        Reference: string;
        Recipient: {
            name?: string;
            street?: string;
            city?: string;
            postal_code?: string;
            /** @description ISO 3166-1 alpha-2. */
            country?: string;
        };
        Items: components["schemas"]["Item"][];
        Item: {
            description: string;
            quantity: number;
            weight_grams: number;
        };
        Delivery: {
            /** @enum {string} */
            mode: "door" | "pickup_point";
            pickup_point?: string;
        };
        ParcelInput: {
            reference?: components["schemas"]["Reference"];
            recipient: components["schemas"]["Recipient"];
            items: components["schemas"]["Items"];
            /**
             * @default {
             *       "mode": "door"
             *     }
             */
            delivery: components["schemas"]["Delivery"];
        };
        ParcelChange: {
            reference?: components["schemas"]["Reference"];
            recipient?: components["schemas"]["Recipient"];
            items?: components["schemas"]["Items"];
            delivery?: components["schemas"]["Delivery"];
        };
        Redirection: {
            delivery: {
                /** @constant */
                mode: "pickup_point";
                pickup_point: string;
            };
        };
        /** @description A parcel that the courier can take. */
        AddressComplete: {
            recipient: {
                name: string;
                street: string;
                city: string;
                postal_code: string;
                country: string;
            };
        };
        /** @description A parcel that goes to a pickup point, not to a door. */
        ToPickupPoint: {
            delivery: {
                /** @constant */
                mode: "pickup_point";
            };
        };
        ParcelPage: {
            parcels: components["schemas"]["Parcel"][];
            total: number;
        };
        /** @description Problem details (RFC 9457). */
        Problem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            status: number;
            detail?: string;
            errors?: {
                field: string;
                message: string;
            }[];
        };
    };
    responses: {
        /** @description The parcel. */
        Parcel: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Parcel"];
            };
        };
        /** @description The body cannot be read. */
        Unreadable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No key, or not one of ours. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No such parcel. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The parcel has been dispatched. */
        TooLate: {
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
    };
    parameters: {
        /**
         * @description The parcel's id.
         * @example 7d3c1f50-0000-4000-8000-000000000001
         */
        ParcelId: string;
    };
    requestBodies: {
        Parcel: {
            content: {
                "application/json": components["schemas"]["ParcelInput"];
            };
        };
    };
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listParcels: {
        parameters: {
            query?: {
                /** @description Only parcels in this status. */
                status?: components["schemas"]["ParcelStatus"];
                /** @description At most this many. */
                limit?: number;
                /** @description Skip this many first. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, and how many there are in all. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParcelPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            422: components["responses"]["Invalid"];
        };
    };
    createParcel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Parcel"];
        responses: {
            /** @description Announced. `Location` says where it is. */
            201: {
                headers: {
                    /** @description The address of the new parcel. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Parcel"];
                };
            };
            400: components["responses"]["Unreadable"];
            401: components["responses"]["Unauthorized"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
        };
    };
    getParcel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The parcel's id.
                 * @example 7d3c1f50-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["ParcelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Parcel"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
        };
    };
    replaceParcel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The parcel's id.
                 * @example 7d3c1f50-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["ParcelId"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Parcel"];
        responses: {
            200: components["responses"]["Parcel"];
            400: components["responses"]["Unreadable"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TooLate"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
        };
    };
    cancelParcel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The parcel's id.
                 * @example 7d3c1f50-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["ParcelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancelled. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TooLate"];
            422: components["responses"]["Invalid"];
        };
    };
    updateParcel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The parcel's id.
                 * @example 7d3c1f50-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["ParcelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParcelChange"];
            };
        };
        responses: {
            200: components["responses"]["Parcel"];
            400: components["responses"]["Unreadable"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TooLate"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
        };
    };
    dispatchParcel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The parcel's id.
                 * @example 7d3c1f50-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["ParcelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The courier has been called. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Parcel"] & components["schemas"]["AddressComplete"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TooLate"];
            /** @description The id is none, or the address is not complete. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redirectParcel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The parcel's id.
                 * @example 7d3c1f50-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["ParcelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Redirection"];
            };
        };
        responses: {
            /** @description On its way to the pickup point. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Parcel"] & components["schemas"]["ToPickupPoint"];
                };
            };
            400: components["responses"]["Unreadable"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            /** @description The courier does not have the parcel. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
        };
    };
}
