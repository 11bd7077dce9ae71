export { type ResponseCache, type ResponseCacheOptions, responseCache } from "./cache/response-cache"
