export { AllowedAddresses, type Pinned, type PinnedAddress, type Resolve } from './allowed-addresses.js';
