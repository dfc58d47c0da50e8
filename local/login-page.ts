import type { Role } from '../shared/base/roles.ts';
import { departmentName } from '../shared/codes/departments.ts';
import { type DemoUser, demoUsers } from './demo/users.ts';

/** What people call the roles. */
export const roleNames: Readonly<Record<Role, string>> = {
  sysadmin: '系统管理员',
  secadmin: '安全管理员',
  auditor: '审计管理员',
  office: '联席会议办公室',
  convener: '联席会议召集人',
  'department-admin': '部门管理员',
  officer: '经办人员',
  inspector: '执法检查人员',
  supervisor: '县政府办',
  'credit-user': '信用核查人员',
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

const page = (body: string) => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>演示用户登录</title>
<style>
  body { font: 16px/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 56rem; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { border-bottom: 1px solid #ccc; padding: .4rem .6rem; text-align: left; }
  textarea { width: 100%; height: 9rem; font-family: monospace; }
  .note { color: #555; }
</style>
<h1>演示用户登录</h1>
${body}
</html>`;

const userRow = ({ username, name, department, roles }: DemoUser) => `<tr>
  <td>${escaped(name)}</td><td>${department ? departmentName(department) : '县政府办'}</td>
  <td>${roles.map((role) => roleNames[role]).join('、')}</td><td><code>${username}</code></td>
  <td><button name="username" value="${username}">取得令牌</button></td></tr>`;

/** Lists the demo users; choosing one signs in, because nobody here is real. */
export const loginPage = (problem = ''): string =>
  page(`<p class="note">仅用于本机演示，不需要密码，所列人员均为虚构。</p>
<p role="alert">${escaped(problem)}</p>
<form method="post" action="/">
<p><label><input type="radio" name="mfa" value="true" checked> 已完成双因素认证</label>
<label><input type="radio" name="mfa" value="false"> 仅用密码（办理写入类业务会被拒绝）</label></p>
<table><thead><tr><th>姓名</th><th>部门</th><th>角色</th><th>用户名</th><th></th></tr></thead>
<tbody>${demoUsers.map(userRow).join('\n')}</tbody></table></form>`);

export const tokenPage = ({ name }: DemoUser, token: string): string =>
  page(`<p>您已以“${escaped(name)}”的身份登录，令牌 8 小时内有效。</p>
<p><label for="token">在接口文档页面点“Authorize”后粘贴：</label></p>
<textarea id="token" readonly>${token}</textarea>
<p><a href="/">换一个用户</a></p>`);
