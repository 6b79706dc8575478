package dev.watchword.account;

/**
 * A session that a scan opened on a server, or tried to, for its report.
 *
 * @param service what was asked
 * @param socket over which Unix socket
 * @param user as whom
 * @param proof what makes that user an administrator
 * @param outcome what became of it, without anything of the rows
 */
public record ServerSession(ServiceType service, String socket, String user, String proof, String outcome) {}
