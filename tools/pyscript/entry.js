// What popup/boot/boot.js needs of PyScript core, by its public names.
export { hooks } from "@pyscript/core";
