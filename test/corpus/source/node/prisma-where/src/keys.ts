export const find = (id: string) => prisma.apiKey.findFirst({ where: { accessKeyId: id }, select: { accessKeyId: true, secretAccessKey: true } });
