export { isEditKey, notAnEditKey } from "../audience/edit-key"
