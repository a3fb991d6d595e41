export interface Field {
  name: string;
  kind: "text" | "number" | "money" | "date" | "choice";
  choices?: string[];
}

export type Values = Record<string, string | number>;

/** A kind of record of the demo, as an ERP module would describe it. */
export interface Module {
  name: string;
  fields: Field[];
  samples: Values[];
}

export const customers: Module = {
  name: "clientes",
  fields: [
    { name: "nome", kind: "text" },
    { name: "cidade", kind: "text" },
    { name: "contato", kind: "text" },
    { name: "limite", kind: "money" },
    { name: "situacao", kind: "choice", choices: ["ativo", "bloqueado", "inativo"] },
  ],
  samples: [
    { nome: "Empresa XYZ Ltda.", cidade: "Curitiba, PR", contato: "Paulo Reis", limite: 50000, situacao: "ativo" },
    { nome: "Mercado Boa Vista", cidade: "Recife, PE", contato: "Lúcia Andrade", limite: 18000, situacao: "ativo" },
    { nome: "Construtora Horizonte", cidade: "Belo Horizonte, MG", contato: "Rafael Nunes", limite: 220000, situacao: "ativo" },
    { nome: "Padaria Dois Irmãos", cidade: "Pelotas, RS", contato: "Sônia Melo", limite: 6500, situacao: "bloqueado" },
    { nome: "Farmácia Central", cidade: "Goiânia, GO", contato: "Igor Tavares", limite: 32000, situacao: "ativo" },
    { nome: "Transportes Litoral", cidade: "Santos, SP", contato: "Vera Prado", limite: 90000, situacao: "ativo" },
    { nome: "Gráfica Impressa", cidade: "Joinville, SC", contato: "Caio Duarte", limite: 12000, situacao: "inativo" },
  ],
};

export const orders: Module = {
  name: "pedidos",
  fields: [
    { name: "cliente", kind: "text" },
    { name: "data", kind: "date" },
    { name: "itens", kind: "number" },
    { name: "valor", kind: "money" },
    { name: "etapa", kind: "choice", choices: ["orçamento", "aprovado", "faturado", "entregue"] },
  ],
  samples: [
    { cliente: "Empresa XYZ Ltda.", data: "2026-03-15", itens: 4, valor: 5000, etapa: "aprovado" },
    { cliente: "Construtora Horizonte", data: "2026-03-14", itens: 31, valor: 48750.5, etapa: "orçamento" },
    { cliente: "Farmácia Central", data: "2026-03-14", itens: 12, valor: 2310.9, etapa: "faturado" },
    { cliente: "Transportes Litoral", data: "2026-03-12", itens: 2, valor: 1250, etapa: "entregue" },
    { cliente: "Mercado Boa Vista", data: "2026-03-11", itens: 58, valor: 8750, etapa: "aprovado" },
  ],
};

export const modules: Module[] = [customers, orders];
