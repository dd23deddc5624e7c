/**
 * Written by spec/generate-types.ts from openapi.yaml; change that instead.
 */

export interface paths {
    "/auth/api/v1/otp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Ask for a one-time password
         * @description Sends a one-time password to the phone. Give it to the token address as `password`. Each new password makes the
         *     one before it worthless.
         */
        put: operations["requestOtp"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get or renew a token
         * @description Exchanges a phone number and its one-time password, or a refresh token, for an access token. The application shows who it is
         *     by HTTP Basic (its id and secret) or by `client_id` and `client_secret` in the form (RFC 6749, section 2.3.1).
         *
         *     Three wrong passwords block the phone number for 5 minutes, three more for 15.
         */
        post: operations["getToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far signing in has come
         * @description `ROLE_USER` for a user who is fully signed in; `ROLE_EXPECT_PASSWORD` while a one-time password has been asked for and not
         *     been entered yet.
         */
        get: operations["getRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The current customer
         * @description The customer on whose behalf the signed-in user acts.
         */
        get: operations["getCurrentCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The customers of the user
         * @description All customers on whose behalf the signed-in user may act.
         */
        get: operations["listCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/current": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (not the individual's).
                 * @example 12345678
                 */
                id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Choose the current customer
         * @description Makes one of the user's customers the one on whose behalf the user acts. There is nothing to send.
         */
        put: operations["setCurrentCustomer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/individual/data": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (not the individual's).
                 * @example 12345678
                 */
                id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        /**
         * Read the profile
         * @description The data of the customer, who must be an individual.
         */
        get: operations["getIndividual"];
        /**
         * Change the profile
         * @description Changes the fields that the body has and leaves the others alone. An object inside the model (an address) is merged, an array
         *     replaced. What the customer may not write is ignored, so a model that has been read may be changed and sent back whole; only
         *     an `id` that is not the individual's is an error.
         *
         *     Refused once the data have been submitted.
         */
        put: operations["updateIndividual"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/individual/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the current customer's profile
         * @deprecated
         * @description The older address of `getIndividual`. A platform that has given it up answers 404 or 405.
         */
        get: operations["getCurrentIndividual"];
        /**
         * Change the current customer's profile
         * @deprecated
         * @description The older address of `updateIndividual`. A platform that has given it up answers 404 or 405.
         */
        put: operations["updateCurrentIndividual"];
        /**
         * Change the current customer's profile
         * @deprecated
         * @description The oldest form of `updateIndividual`, still found in examples. A platform that has given it up answers 404 or 405.
         */
        post: operations["postCurrentIndividual"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identification/individuals/{id}/save": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (not the individual's).
                 * @example 12345678
                 */
                id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Save a portion of the identification data
         * @description Keeps what the body has, without submitting it. Portions add up, in any order and number; a refused one leaves the earlier
         *     ones as they were. Without a body nothing changes. Fields of the profile are taken too.
         *
         *     Refused once the data have been submitted.
         */
        put: operations["saveIdentification"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identification/individuals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (not the individual's).
                 * @example 12345678
                 */
                id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Submit to the compliance officers
         * @description Submits everything that has been saved, together with what the body has (a last portion, or nothing). Where something is
         *     missing, all of it is named at once, and nothing is kept of the body.
         *
         *     The compliance state becomes `Accepted`, and `Pending` when the officers have received it. The model is locked from here on.
         */
        put: operations["submitIdentification"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identification/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The identification code of the day
         * @description The code to write on the paper that the person holds on the selfie (`photo_model`). It changes daily.
         */
        get: operations["getIdentificationCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file
         * @description Keeps a photograph or a scan. Name its `id` in `document_models`, `residential_models` or `photo_model` afterwards.
         */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the file.
                 * @example 5001
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        /**
         * Read a file or its model
         * @description The model for `Accept: application/json` and for no preference; the bytes for `Accept: application/octet-stream`.
         */
        get: operations["getFile"];
        put?: never;
        post?: never;
        /**
         * Delete a file
         * @description Deletes a file that no model uses.
         */
        delete: operations["deleteFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/base64": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the file.
                 * @example 5001
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        /**
         * Read a file as Base64
         * @description The bytes of the file, encoded in Base64, as a JSON string.
         */
        get: operations["getFileBase64"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (not the individual's).
                 * @example 12345678
                 */
                id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        /**
         * The files of a customer
         * @description One page of the customer's files. Each entry carries `total`, the number of files on all pages together; a page beyond the
         *     last one is empty.
         */
        get: operations["listCustomerFiles"];
        put?: never;
        /**
         * Upload a file for a customer
         * @description The same as `uploadFile`, for a customer who is named.
         */
        post: operations["addCustomerFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/countries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Countries
         * @description Every country of ISO 3166-1, with a mark on those where the platform does not operate.
         */
        get: operations["listCountries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Genders
         * @description The values of `gender`.
         */
        get: operations["listGenders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Types of identification documents
         * @description The values of `document_type`.
         */
        get: operations["listDocumentTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which directory.
                 * @example INDUSTRY_CODES
                 */
                code: "INDUSTRY_CODES" | "OCCUPATION_CODES" | "CORPORATE_TYPES";
            };
            cookie?: never;
        };
        /**
         * A directory of codes
         * @description The entries that `industry` and `occupation` are taken from, and the types of corporate customers.
         */
        get: operations["getDirectory"];
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
        /** @description What every object that is a reply begins with. */
        Success: {
            /**
             * @description The call has done what it should.
             * @constant
             */
            code: 0;
        };
        /** @description The reply to a call that was refused. */
        Error: {
            /**
             * @description -1: something is wrong with what was sent. 1: any other error.
             * @enum {integer}
             */
            code: -1 | 1;
            /** @description What happened, in a few words. */
            message: string;
            /** @description A sentence about this very call. */
            description: string;
            /** @description For programs. */
            error_id: string;
            /** @description What is wrong with which field, where fields are at fault. */
            errors?: components["schemas"]["FieldError"][];
        };
        FieldError: {
            /** @description Dotted, as in `current_address.city` or `document_models[0].id`. */
            field: string;
            message: string;
        };
        /**
         * @description A moment, to the millisecond, with an offset without a colon.
         * @example 2021-08-16T15:41:07.079+0000
         */
        Timestamp: string;
        /**
         * @description A moment in any of three forms. Without an offset it is in UTC, without a time it is midnight.
         * @example 1978-11-14T00:00:00.000+0000
         * @example 1978-11-14T00:00:00
         * @example 1978-11-14
         */
        TimestampInput: string;
        /** @description A value from a directory. */
        Entry: {
            /** @description For programs. */
            value: string;
            /** @description For people. */
            description: string;
        };
        /** @description A value from a directory; what describes it is ignored. */
        EntryInput: {
            value: string;
            readonly description?: unknown;
        };
        /** @description A country. */
        Country: {
            /** @description Its code, ISO 3166-1 alpha-2. */
            value: string;
            /** @description Its English name. */
            description: string;
            /** @description True: the platform does not operate there. */
            not_operated?: boolean;
        };
        /** @description A country; what describes it is ignored. */
        CountryInput: {
            value: string;
            readonly description?: unknown;
            readonly not_operated?: unknown;
        };
        /** @description An entry of a directory of codes. */
        DirectoryEntry: {
            /** Format: int64 */
            id: number;
            description: string;
        };
        /** @description An entry of a directory of codes; what describes it is ignored. */
        DirectoryEntryInput: {
            /** Format: int64 */
            id: number;
            readonly description?: unknown;
        };
        /** @description A way to reach the customer. */
        Contact: {
            /** @enum {string} */
            state: "Unconfirmed" | "Confirmed";
            kind: string;
            type: string;
            /** @description The address. */
            value: string;
        };
        /** @description A postal address. */
        Address: {
            /** Format: int64 */
            id: number;
            /** @description Street, house and office in one line. */
            address?: string;
            city?: string;
            country?: components["schemas"]["Country"];
            postal_code?: string;
            /** @enum {string} */
            type?: "Legal" | "Actual" | "Shipment";
        };
        /** @description The parts of an address to change. */
        AddressInput: {
            readonly id?: unknown;
            address?: string;
            city?: string;
            country?: components["schemas"]["CountryInput"];
            postal_code?: string;
            /** @enum {string} */
            type?: "Legal" | "Actual" | "Shipment";
        };
        /** @description What is known about an uploaded file. */
        File: {
            /** Format: int64 */
            id: number;
            state: string;
            created: components["schemas"]["Timestamp"];
            modified: components["schemas"]["Timestamp"];
            mime_type: string;
            /** @description The name it had where it came from. */
            original_file_name: string;
            /**
             * Format: int64
             * @description In bytes.
             */
            size: number;
        };
        /** @description One of one's own files; what describes it is ignored. */
        FileInput: {
            /** Format: int64 */
            id: number;
            readonly state?: unknown;
            readonly created?: unknown;
            readonly modified?: unknown;
            readonly mime_type?: unknown;
            readonly original_file_name?: unknown;
            readonly size?: unknown;
        };
        /** @description The platform's main object, whose part here is always a person. */
        Customer: {
            /**
             * Format: int64
             * @description The id that every path takes.
             */
            id: number;
            /**
             * @description `New`: has just registered. `Confirmed`: has confirmed a phone number or an e-mail address. `Active`: has filled in the profile completely.
             * @enum {string}
             */
            state: "New" | "Confirmed" | "Active";
            state_changed: components["schemas"]["Timestamp"];
            created: components["schemas"]["Timestamp"];
            modified: components["schemas"]["Timestamp"];
            /** @description The full name, as soon as there is one. */
            readonly name?: string;
            /** @enum {string} */
            type: "Individual" | "Corporate";
            /** @description Only of corporate customers. */
            kind?: string;
            /**
             * @description `Restricted`: has not passed KYC yet. `Accepted`: has submitted. `Pending`: the officers have received it. `Passed`, `Refused`: what they
             *     decided.
             * @enum {string}
             */
            compliance_state: "Restricted" | "Accepted" | "Pending" | "Passed" | "Refused";
            /**
             * Format: uuid
             * @description A portable id.
             */
            business_code: string;
        };
        /** @description The data of a person. What a person has not told yet is absent. */
        Individual: {
            /** @constant */
            code: 0;
            /**
             * Format: int64
             * @description The individual's own id, which is not the customer's.
             */
            id: number;
            /** @enum {string} */
            readonly state: "New" | "Confirmed" | "Active";
            state_changed: components["schemas"]["Timestamp"];
            customer: components["schemas"]["Customer"];
            first_name?: string;
            middle_name?: string;
            last_name?: string;
            full_name?: string;
            nick_name?: string;
            birth_date?: components["schemas"]["Timestamp"];
            gender?: components["schemas"]["Entry"];
            nationality?: components["schemas"]["Country"];
            /** @description True: has relations to residence in the USA. */
            fatca?: boolean;
            /** @description True: is a politically exposed person. */
            pep?: boolean;
            email: components["schemas"]["Contact"];
            document_type?: components["schemas"]["Entry"];
            document_number?: string;
            document_issue_date?: components["schemas"]["Timestamp"];
            document_expire_date?: components["schemas"]["Timestamp"];
            current_address?: components["schemas"]["Address"];
            industry?: components["schemas"]["DirectoryEntry"];
            occupation?: components["schemas"]["DirectoryEntry"];
            /** @description Photographs of the document. */
            document_models?: components["schemas"]["File"][];
            /** @description Proofs of the address. */
            residential_models?: components["schemas"]["File"][];
            /** @description A selfie; the person holds a paper with the identification code of the day. */
            photo_model?: components["schemas"]["File"];
        };
        /** @description The fields to change; all are optional, and null is not a value. What is read-only may be sent back and is ignored. */
        IndividualInput: {
            readonly code?: unknown;
            /**
             * Format: int64
             * @description May be sent back, not changed.
             */
            id?: number;
            readonly state?: unknown;
            readonly state_changed?: unknown;
            readonly customer?: unknown;
            /** @description In any script. */
            first_name?: string;
            middle_name?: string;
            last_name?: string;
            /** @description Composed of the other names unless it is sent. */
            full_name?: string;
            nick_name?: string;
            birth_date?: components["schemas"]["TimestampInput"];
            gender?: components["schemas"]["EntryInput"];
            nationality?: components["schemas"]["CountryInput"];
            fatca?: boolean;
            pep?: boolean;
            readonly email?: unknown;
            document_type?: components["schemas"]["EntryInput"];
            document_number?: string;
            document_issue_date?: components["schemas"]["TimestampInput"];
            document_expire_date?: components["schemas"]["TimestampInput"];
            current_address?: components["schemas"]["AddressInput"];
            industry?: components["schemas"]["DirectoryEntryInput"];
            occupation?: components["schemas"]["DirectoryEntryInput"];
            document_models?: components["schemas"]["FileInput"][];
            residential_models?: components["schemas"]["FileInput"][];
            photo_model?: components["schemas"]["FileInput"];
        };
        /** @description The basic profile is filled in. */
        ProfileComplete: {
            full_name: string;
            birth_date: string;
            gender: Record<string, never>;
            nationality: Record<string, never>;
            fatca: boolean;
            pep: boolean;
            $defs: {
                ContactConfirmed: components["schemas"]["ContactConfirmed"];
                IdentificationComplete: components["schemas"]["IdentificationComplete"];
                Deliverable: components["schemas"]["Deliverable"];
                ArrangedToBeRefused: components["schemas"]["ArrangedToBeRefused"];
                ArrangedToPass: components["schemas"]["ArrangedToPass"];
            };
        } | {
            first_name: string;
            last_name: string;
        } | Record<string, never>;
        /** @description The e-mail address is confirmed. */
        ContactConfirmed: {
            email: {
                /** @constant */
                state: "Confirmed";
            };
        };
        /** @description Everything that the KYC procedure needs is there, and the document is valid. */
        IdentificationComplete: {
            document_type: Record<string, never>;
            document_number: string;
            document_issue_date: string;
            document_expire_date: components["schemas"]["Timestamp"];
            current_address: {
                address: string;
                city: string;
                country: Record<string, never>;
            };
            document_models: unknown[];
            residential_models: unknown[];
            photo_model: Record<string, never>;
        } & components["schemas"]["ProfileComplete"];
        /** @description Not held back; a tag in the e-mail address (`someone+undelivered@example.com`) holds a submission back for good. */
        Deliverable: Record<string, never>;
        /**
         * @description Will be refused without an officer: `someone+refuse@example.com`, or a photograph of the document that is called `refuse`, as in `refuse.jpg`
         *     or `passport+refuse.jpg`.
         */
        ArrangedToBeRefused: {
            email: {
                value: unknown;
            };
        } | {
            document_models: unknown[];
        };
        /**
         * @description Will pass without an officer: `someone+pass@example.com`, or a photograph of the document that is called `pass`, as in `pass.jpg`
         *     or `passport+pass.jpg`.
         */
        ArrangedToPass: {
            email: {
                value: unknown;
            };
        } | {
            document_models: unknown[];
        };
        OtpInput: {
            /** @description The phone number of the user. */
            login: string;
            /**
             * @description How the password is sent.
             * @enum {string}
             */
            auth_channel: "SMS" | "USSD";
            /** @description The application, for messages under its own name. */
            client_id?: string;
        };
        OtpReply: {
            /** @constant */
            code: 0;
            /** @description `Active`: the password can be used. */
            state: string;
            /** @description The number of the password, which the message shows too. */
            otp_num: number;
            /** @description The phone number without its plus. */
            login: string;
            /** @description The name of this request for a password. */
            name: string;
        };
        TokenInput: {
            /** @description `password` or `refresh_token`. */
            grant_type: string;
            /** @description With `password`: the phone number. */
            username?: string;
            /** @description With `password`: the one-time password. */
            password?: string;
            /** @description With `password`: `full`. */
            scope?: string;
            /** @description With `refresh_token`: that of an earlier reply. */
            refresh_token?: string;
            /** @description The application, where HTTP Basic does not say it. */
            client_id?: string;
            /** @description Its secret, where HTTP Basic does not say it. */
            client_secret?: string;
        };
        Token: {
            access_token: string;
            /** @constant */
            token_type: "bearer";
            refresh_token: string;
            /** @description In seconds. */
            expires_in: number;
            scope: string;
            client_id: string;
        };
    };
    responses: {
        /** @description The individual. */
        IndividualReply: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Individual"];
            };
        };
        /** @description The customer. */
        CustomerReply: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Success"] & components["schemas"]["Customer"];
            };
        };
        /** @description The model of the file. */
        FileReply: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["File"] & components["schemas"]["Success"];
            };
        };
        /** @description Something in the address is not as it should be. */
        BadParameter: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body cannot be taken, or the profile is locked. Nothing has changed. */
        BadProfile: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body cannot be taken, or the profile is locked. Nothing has changed. */
        BadPortion: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body cannot be taken, something is missing or expired, or the profile is locked. Nothing has changed. */
        BadSubmission: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The form cannot be taken. */
        BadUpload: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Something in the address is not as it should be, or the file is in use. */
        BadFileDeletion: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body cannot be taken, or the phone number is blocked. */
        BadOtpRequest: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The form cannot be taken, or what it offers is not good for a token. */
        BadTokenRequest: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no token, or none that is valid. */
        Unauthorized: {
            headers: {
                "WWW-Authenticate": components["headers"]["Challenge"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The application has not said who it is. */
        ClientUnknown: {
            headers: {
                "WWW-Authenticate": components["headers"]["Challenge"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Not yours, whether it exists or not. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is nothing at this address. */
        NoSuchPath: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The address is there; the method is not one of those it takes. */
        NoSuchMethod: {
            headers: {
                /**
                 * @description The methods that the address takes.
                 * @example GET, PUT
                 */
                Allow?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is larger than the limit. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The server has failed. A mock does so only when it has been told to. */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /**
         * @description The id of the customer (not the individual's).
         * @example 12345678
         */
        CustomerId: number;
        /**
         * @description The id of the file.
         * @example 5001
         */
        FileId: number;
    };
    requestBodies: {
        /** @description The fields to change. JSON, under either label; `curl -d` chooses the second on its own. */
        Profile: {
            content: {
                /**
                 * @example {
                 *       "id": 1234567,
                 *       "birth_date": "1978-11-14T00:00:00"
                 *     }
                 */
                "application/json": components["schemas"]["IndividualInput"];
                "application/x-www-form-urlencoded": components["schemas"]["IndividualInput"];
            };
        };
        /** @description A portion of the data, or nothing. JSON, under either label; `curl -d` chooses the second on its own. */
        Portion: {
            content: {
                "application/json": components["schemas"]["IndividualInput"];
                "application/x-www-form-urlencoded": components["schemas"]["IndividualInput"];
            };
        };
        Upload: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The file.
                     */
                    filex: string;
                };
            };
        };
    };
    headers: {
        /**
         * @description The kind of authorization that is asked for.
         * @example Bearer
         */
        Challenge: string;
        /**
         * @description Where the phone number is blocked, the seconds until it is not.
         * @example 300
         */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    requestOtp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON, under either label. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "login": "+9990012345678",
                 *       "auth_channel": "SMS",
                 *       "client_id": "myapplication"
                 *     }
                 */
                "application/json": components["schemas"]["OtpInput"];
                "application/x-www-form-urlencoded": components["schemas"]["OtpInput"];
            };
        };
        responses: {
            /** @description The password is on its way. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0,
                     *       "state": "Active",
                     *       "otp_num": 95,
                     *       "login": "9990012345678",
                     *       "name": "994b5340-89d4-4869-b017-f5481b0315bf"
                     *     }
                     */
                    "application/json": components["schemas"]["OtpReply"];
                };
            };
            400: components["responses"]["BadOtpRequest"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["ServerError"];
        };
    };
    getToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenInput"];
            };
        };
        responses: {
            /** @description A token. By OAuth's own rule it carries no `code`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "06935b2e-6639-4b49-8c8a-71452082a420",
                     *       "token_type": "bearer",
                     *       "refresh_token": "c01b926a-cf78-4b43-be92-5fe21ef712d0",
                     *       "expires_in": 1209599,
                     *       "scope": "full",
                     *       "client_id": "myapplication"
                     *     }
                     */
                    "application/json": components["schemas"]["Token"];
                };
            };
            400: components["responses"]["BadTokenRequest"];
            401: components["responses"]["ClientUnknown"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["ServerError"];
        };
    };
    getRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The roles. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ("ROLE_USER" | "ROLE_EXPECT_PASSWORD")[];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    getCurrentCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["CustomerReply"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    listCustomers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    setCurrentCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (not the individual's).
                 * @example 12345678
                 */
                id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["CustomerReply"];
            400: components["responses"]["BadParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["ServerError"];
        };
    };
    getIndividual: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (not the individual's).
                 * @example 12345678
                 */
                id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["IndividualReply"];
            400: components["responses"]["BadParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["ServerError"];
        };
    };
    updateIndividual: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (not the individual's).
                 * @example 12345678
                 */
                id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Profile"];
        responses: {
            200: components["responses"]["IndividualReply"];
            400: components["responses"]["BadProfile"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["ServerError"];
        };
    };
    getCurrentIndividual: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["IndividualReply"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NoSuchPath"];
            405: components["responses"]["NoSuchMethod"];
            500: components["responses"]["ServerError"];
        };
    };
    updateCurrentIndividual: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Profile"];
        responses: {
            200: components["responses"]["IndividualReply"];
            400: components["responses"]["BadProfile"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NoSuchPath"];
            405: components["responses"]["NoSuchMethod"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["ServerError"];
        };
    };
    postCurrentIndividual: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Profile"];
        responses: {
            200: components["responses"]["IndividualReply"];
            400: components["responses"]["BadProfile"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NoSuchPath"];
            405: components["responses"]["NoSuchMethod"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["ServerError"];
        };
    };
    saveIdentification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (not the individual's).
                 * @example 12345678
                 */
                id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Portion"];
        responses: {
            200: components["responses"]["IndividualReply"];
            400: components["responses"]["BadPortion"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["ServerError"];
        };
    };
    submitIdentification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (not the individual's).
                 * @example 12345678
                 */
                id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Portion"];
        responses: {
            /** @description The individual, submitted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Individual"];
                };
            };
            400: components["responses"]["BadSubmission"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["ServerError"];
        };
    };
    getIdentificationCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The code, a JSON string. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example 3385 */
                    "application/json": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    uploadFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Upload"];
        responses: {
            200: components["responses"]["FileReply"];
            400: components["responses"]["BadUpload"];
            401: components["responses"]["Unauthorized"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["ServerError"];
        };
    };
    getFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the file.
                 * @example 5001
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file's model, or its bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"] & components["schemas"]["Success"];
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["ServerError"];
        };
    };
    deleteFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the file.
                 * @example 5001
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": 0
                     *     }
                     */
                    "application/json": components["schemas"]["Success"];
                };
            };
            400: components["responses"]["BadFileDeletion"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["ServerError"];
        };
    };
    getFileBase64: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the file.
                 * @example 5001
                 */
                id: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The encoded bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example U1BFQ0lNRU4= */
                    "application/json": string;
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["ServerError"];
        };
    };
    listCustomerFiles: {
        parameters: {
            query?: {
                /**
                 * @description The page, counted from 0.
                 * @example 0
                 */
                page?: number;
                /**
                 * @description How many files a page has.
                 * @example 25
                 */
                per_page?: number;
                /** @description Only files of one kind. `KYC` are those that the identification data use. */
                subtype?: "KYC";
                /**
                 * @description The order: `-created` has the newest first; `+created` or `created` the oldest, as has no `sort` at all. A `+` that is not
                 *     escaped arrives as a space and means the same.
                 * @example -created
                 */
                sort?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the customer (not the individual's).
                 * @example 12345678
                 */
                id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": (components["schemas"]["File"] & {
                        /** @description The number of files on all pages together. */
                        total: number;
                    })[];
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["ServerError"];
        };
    };
    addCustomerFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the customer (not the individual's).
                 * @example 12345678
                 */
                id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Upload"];
        responses: {
            200: components["responses"]["FileReply"];
            400: components["responses"]["BadUpload"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["ServerError"];
        };
    };
    listCountries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The countries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Country"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    listGenders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The genders. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    listDocumentTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The types. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
    getDirectory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which directory.
                 * @example INDUSTRY_CODES
                 */
                code: "INDUSTRY_CODES" | "OCCUPATION_CODES" | "CORPORATE_TYPES";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The directory that was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DirectoryEntry"][];
                };
            };
            400: components["responses"]["BadParameter"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
        };
    };
}
